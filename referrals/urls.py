"""Addresses of what the answers suggest, and of what is sent."""

from django.urls import path

from referrals.views import (
    letters,
    live,
    pressures_now,
    recall,
    review,
    rulebook,
    specialists,
    why_not,
    work_list,
)

urlpatterns = [
    path("intakes/<intake:at>/hand-over/", review.hand_over, name="hand_over"),
    path("review/", work_list.review_list, name="review_list"),
    path("review/<int:pk>/", review.review, name="review"),
    path("intakes/<intake:at>/live/", live.live, name="live"),
    path("intakes/<intake:at>/pressures-now/", pressures_now.pressures_now, name="pressures_now"),
    path("review/<int:pk>/why-not/", why_not.why_not_page, name="why_not"),
    path("review/<int:pk>/sign/", review.sign, name="sign"),
    path("review/<int:pk>/return/", review.return_intake, name="return_intake"),
    path("review/<int:pk>/summary.pdf", review.summary_pdf, name="summary_pdf"),
    path("review/suggestions/<int:pk>/decide/", review.decide, name="decide"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/print/", letters.print_letter, name="print_letter"),
    path("letters/<int:pk>/sent/", letters.send_letter, name="send_letter"),
    path("letters/<int:pk>/cancel/", letters.cancel_letter, name="cancel_letter"),
    path("recall/", recall.recalls, name="recalls"),
    path("recall/start/", recall.start_recall, name="start_recall"),
    path("recall/<int:pk>/", recall.recall_page, name="recall"),
    path("recall/<int:pk>/continue/", recall.continue_recall, name="continue_recall"),
    path("recall/<int:pk>/stop/", recall.stop_recall, name="stop_recall"),
    path("rulebook/", rulebook.rulebook_list, name="rulebook"),
    path("rulebook/limits/", rulebook.rulebook_limits, name="rulebook_limits"),
    path("rulebook/<str:slug>/", rulebook.rulebook_entry, name="rulebook_entry"),
    path("specialists/", specialists.specialist_list, name="specialist_list"),
    path("specialists/new/", specialists.specialist_new, name="specialist_new"),
    path("specialists/<int:pk>/", specialists.specialist_edit, name="specialist_edit"),
]
