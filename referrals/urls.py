"""Addresses of what the answers suggest, and of what is sent."""

from django.urls import path

from referrals import letter_views, live_views, review_views

urlpatterns = [
    path("intakes/<int:pk>/hand-over/", review_views.hand_over, name="hand_over"),
    path("review/", review_views.review_list, name="review_list"),
    path("review/<int:pk>/", review_views.review, name="review"),
    path("review/<int:pk>/live/", live_views.live, name="live"),
    path("review/<int:pk>/sign/", review_views.sign, name="sign"),
    path("review/<int:pk>/return/", review_views.return_intake, name="return_intake"),
    path("review/<int:pk>/summary.pdf", review_views.summary_pdf, name="summary_pdf"),
    path("review/suggestions/<int:pk>/decide/", review_views.decide, name="decide"),
    path("letters/", letter_views.letter_list, name="letter_list"),
    path("letters/<int:pk>/", letter_views.letter, name="letter"),
    path("letters/<int:pk>/letter.pdf", letter_views.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/print/", letter_views.print_letter, name="print_letter"),
    path("letters/<int:pk>/sent/", letter_views.send_letter, name="send_letter"),
    path("letters/<int:pk>/cancel/", letter_views.cancel_letter, name="cancel_letter"),
    path("specialists/", letter_views.specialist_list, name="specialist_list"),
    path("specialists/new/", letter_views.specialist_new, name="specialist_new"),
    path("specialists/<int:pk>/", letter_views.specialist_edit, name="specialist_edit"),
]
