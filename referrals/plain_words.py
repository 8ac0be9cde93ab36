"""What can be suggested, in the plain words of a letter to the patient: each id once.

Short words and short sentences. A red flag is a possibility and says so; nothing here is a
diagnosis, and nothing frightens more than it helps. Numbers are those of the rules. {leg} and {foot}
become the side that the suggestion is about.
"""

from dataclasses import dataclass
from typing import Final

_LEG: Final = {"left": "left leg", "right": "right leg", "both": "legs"}
_FOOT: Final = {"left": "left foot", "right": "right foot", "both": "feet"}


def on_side(text: str, leg: str | None) -> str:
    """The text with the side: "left", "right", "both", or None where it is about no side."""
    return text.format(leg=_LEG.get(leg or "", "leg"), foot=_FOOT.get(leg or "", "foot"))


# Suspected: always "may", because no letter confirms anything.
RED_FLAGS: Final = {
    "acute_limb_ischaemia": "The flow of blood to your {leg} may be blocked.",
    "bilateral_limb_ischaemia": "A main blood vessel may be blocked or leak.",
    "cauda_equina": "The nerves at the base of your spine may be squeezed.",
    "metastatic_cord_compression": "Something may press on the nerves in your spine.",
    "compartment_syndrome": "The pressure in the muscles of your {leg} may be too high.",
    "necrotising_infection": "There may be an infection deep under your skin.",
    "sepsis": "An infection may make your whole body ill.",
    "pulmonary_embolism": "A blood clot may have got into your lungs.",
    "rapid_weakness": "You may be growing weak fast, and we need to know why.",
    "septic_joint": "There may be an infection in one of your joints.",
    "bleeding_varices": "A vein in your {leg} may bleed, or bleed again.",
    "limb_threatening_diabetic_foot": "A sore or an infection may harm your {foot} if you wait.",
    "rhabdomyolysis_or_critical_result": "A blood test or your muscles may need quick care.",
    "giant_cell_arteritis": "The blood vessels of your head may be inflamed.",
    "limb_threatening_ischaemia": "Too little blood may reach your {foot}.",
    "deep_vein_thrombosis": "There may be a blood clot in a deep vein of your {leg}.",
    "phlegmasia": "A large clot may block the veins of your {leg}.",
    "spinal_or_deep_infection": "There may be an infection in your spine, a bone or a muscle.",
}

# Completes "We ask for these tests:".
TESTS: Final = {
    "abi": "a test of the blood pressure at your ankles and arms",
    "toe_pressure": "a test of the blood pressure in your toes",
    "exercise_abi": "the ankle test once more, before and after a walk",
    "arterial_duplex": "an ultrasound scan of the arteries in your legs",
    "angiography": "a detailed scan of your blood vessels (CT or MRI)",
    "tcpo2": "a skin test that shows how much oxygen gets to your foot",
    "venous_duplex": "an ultrasound scan of your leg veins, to look for a clot",
    "venous_reflux_duplex": "an ultrasound scan that shows how well your leg veins work",
    "d_dimer": "a blood test that helps to find clots",
    "aneurysm_ultrasound": "an ultrasound scan of the blood vessels in your tummy and knees",
    "soft_tissue_ultrasound": "an ultrasound scan of the lump or sore spot",
    "ecg": "a heart trace (ECG)",
    "echocardiogram": "an ultrasound scan of your heart",
    "nt_probnp": "a blood test that shows how hard your heart works",
    "fbc": "a count of your blood cells",
    "crp_esr": "a blood test for inflammation (CRP, ESR)",
    "creatinine_egfr": "a blood test of your kidneys",
    "electrolytes_mg_ca": "a blood test of the salts in your body, such as potassium",
    "liver_albumin": "a blood test of your liver",
    "urine_protein": "a urine test",
    "hba1c": "a blood sugar test",
    "glucose_tolerance": "a blood sugar test after a sweet drink",
    "b12": "a blood test for vitamin B12",
    "folate": "a blood test for folate, which is a vitamin",
    "tsh": "a blood test of your thyroid, a gland in the neck",
    "ferritin_iron": "a blood test for iron",
    "vitamin_d_bone": "a blood test for vitamin D and the health of your bones",
    "spep": "a blood test of the proteins in your blood",
    "vasculitis_infection_screen": "blood tests for HIV, hepatitis and inflamed blood vessels",
    "rf_ccp": "a blood test for inflamed joints",
    "ck": "a blood test of your muscles",
    "serum_urate": "a blood test for gout",
    "lipids": "a blood test of your cholesterol",
    "blood_culture": "a blood test for infection",
    "joint_aspiration": "a test of some fluid that is drawn from your joint",
    "nerve_conduction": "a test of how well your nerves and muscles work",
    "skin_biopsy": "a test of the fine nerves in your skin",
    "foot_check": "a check of the feeling and blood flow in your feet",
    "post_void_residual": "a scan of your bladder after you pass urine",
    "mri_lumbar": "a scan of your lower back (MRI)",
    "mri_whole_spine": "a scan of your whole spine (MRI)",
    "xray": "an X-ray of the part that hurts",
    "mri_limb": "a scan of the part that hurts (MRI)",
    "joint_imaging": "a scan of the joint that hurts",
    "sleep_study": "a test of your sleep at night",
    "vital_capacity": "a test of how well you breathe",
}


@dataclass(frozen=True)
class PlainReferral:
    """`name` completes "We have referred you to", `asked` "We ask them"."""

    name: str
    why: str
    asked: str


REFERRALS: Final = {
    "emergency_department": PlainReferral(
        "the emergency department of the hospital (A&E)",
        "You may need care that cannot wait.",
        "to find out what is wrong and to treat it at once",
    ),
    "vascular_surgery": PlainReferral(
        "the blood vessel team",
        "Too little blood may reach your {leg}.",
        "if the flow of blood can be made better, and how soon",
    ),
    "venous_service": PlainReferral(
        "the vein team",
        "The veins in your {leg} may not work well.",
        "if your veins need treatment, and if support stockings are safe",
    ),
    "leg_ulcer_service": PlainReferral(
        "the leg wound team",
        "A wound on your {leg} may heal best with expert care.",
        "why there is a wound, and how best to dress it",
    ),
    "neurology": PlainReferral(
        "the nerve team",
        "Your nerves may not work as they should.",
        "what the cause is, and which tests you need",
    ),
    "pain_management": PlainReferral(
        "the pain team",
        "Your pain may need a new kind of care.",
        "which care may ease your pain",
    ),
    "spinal_surgery": PlainReferral(
        "the back and spine team",
        "A nerve in your back may be squeezed.",
        "if you need a scan or an operation, and how soon",
    ),
    "mscc_coordinator": PlainReferral(
        "the team for urgent scans of the spine",
        "Something may press on the nerves in your spine.",
        "what to do at once, and where you can have a scan",
    ),
    "sleep_medicine": PlainReferral(
        "the sleep team",
        "Something may disturb your sleep.",
        "what disturbs your sleep, and what may help",
    ),
    "rheumatology": PlainReferral(
        "the joint team",
        "Your joints or muscles may be inflamed.",
        "what the cause is, and how to treat it",
    ),
    "orthopaedics": PlainReferral(
        "the bone and joint team",
        "A bone, a joint or a tendon may be hurt.",
        "what is wrong, and if you need an operation",
    ),
    "diabetic_foot_service": PlainReferral(
        "the foot team",
        "Diabetes can harm the feet, so yours need expert care.",
        "to look after your foot and to take the weight off it where needed",
    ),
    "physiotherapy": PlainReferral(
        "the physiotherapy and exercise team",
        "The right exercise may help you.",
        "which exercise is safe and good for you",
    ),
    "nephrology": PlainReferral(
        "the kidney team",
        "Your kidneys may need more care.",
        "how to look after your kidneys, and what you may take for your legs",
    ),
    "cardiology": PlainReferral(
        "the heart team",
        "Your heart may play a part in this.",
        "if your heart makes your legs swell, and what may help",
    ),
    "haematology": PlainReferral(
        "the blood team",
        "Your blood may need a closer look.",
        "if your blood explains this, and which tests you need",
    ),
    "gastroenterology": PlainReferral(
        "the stomach and bowel team",
        "You may lose iron, and we want to know where.",
        "why you may be short of iron, and which test you need",
    ),
    "suspected_cancer": PlainReferral(
        "the clinic that checks for cancer",
        "A lump or a pain may need a quick check, so that no cancer is missed. "
        "Most people who go there do not have cancer.",
        "if this is cancer or not",
    ),
    "dermatology": PlainReferral(
        "the skin team",
        "Your skin may need expert care.",
        "what is wrong with your skin, and how to treat it",
    ),
    "lymphoedema_service": PlainReferral(
        "the team for swollen legs",
        "Fluid may not drain well from your legs.",
        "why your legs swell, and what may help",
    ),
    "stop_smoking": PlainReferral(
        "the stop smoking team",
        "Smoking may harm the blood flow in your legs.",
        "to help you to stop",
    ),
    "maternity": PlainReferral(
        "the maternity unit",
        "They know which care may be safe in pregnancy and in the weeks after.",
        "which tests and care are safe for you",
    ),
}
# Some rules send to the same team for another reason. Used where all rules of the referral say so.
WHY_OF_RULES: Final = {
    "R02": "Too little blood may reach your {leg} when you walk.",
    "R05": "A large blood vessel may be too wide, or may shed small clots.",
    "R08": "Your restless legs may need a new kind of care.",
    "R09": "Your muscles may be weak, and we want to know why.",
    "R15": "Your gout may need a new kind of care.",
    "T14": "Your heart may need a check, as a blood test shows.",
}

CAUTIONS: Final = {
    "no_compression": "Do not wear a support stocking or a tight bandage on your {leg}. Ask the "
    "specialist first.",
    "compression_after_abi": "Do not start a support stocking before the blood pressure in your "
    "{leg} is checked.",
    "no_elevation": "Do not raise your {leg} high. Level or a bit down is best.",
    "iron_limits": "Do not take iron before you ask us.",
    "nsaid_risk": "Do not take ibuprofen or tablets like it. Ask a doctor or a pharmacist first.",
    "quinine_risk": "Do not take quinine for cramp before you ask us.",
    "gadolinium_risk": "Tell the staff about your kidneys before an MRI scan with dye.",
    "contrast_risk": "Do you need a CT scan with dye? First tell the staff about your kidneys, your "
    "tablets and any bad reaction.",
    "mri_unsafe": "Tell the staff about metal or a device in your body before an MRI scan.",
    "anticoagulation_risk": "Blood thinners need extra care for you. Ask before you start one.",
    "gabapentinoid_risk": "Gabapentin and pregabalin can make you drowsy or slow your breath. Ask "
    "us if you take one.",
    "dopamine_agonist_risk": "Some tablets for restless legs can make them worse. Do not stop them "
    "all at once.",
    "tca_snri_risk": "Some tablets for nerve pain may not suit you. Ask before you start one.",
    "opioid_risk": "Strong painkillers such as tramadol rarely help nerve pain. Ask before you "
    "start one. Do not stop one all at once.",
    "statin_decision": "Do not stop your statin by yourself. We will decide with you.",
    "claudication_drug_limits": "Tablets to help you walk do not suit all hearts. Ask before you "
    "start one.",
    "heat_cold_risk": "Do not use heat pads, hot baths or ice on your {foot}. You may not feel a "
    "burn.",
    "supplement_risk": "Ask us before you take herbs, magnesium or potassium. They may do harm.",
    "pregnancy_limits": "Ask before you take any medicine. Some are not safe in pregnancy or in the "
    "weeks after.",
    "gout_drug_limits": "Gout tablets need the right dose for you. Ask before you start one.",
    "medicine_review_restless_legs": "A medicine that you take may make restless legs worse. Do not "
    "stop it by yourself.",
    "medicine_review_cramp": "A medicine that you take may cause cramp. Do not stop it by yourself.",
    "medicine_review_neuropathy": "A medicine that you take may harm nerves. Do not stop it by "
    "yourself.",
    "statin_fibrate": "Two of your tablets can hurt muscles when you take both. Tell us if your "
    "muscles ache or feel weak.",
    "medicine_review_oedema": "A medicine that you take may make your legs swell. Do not stop it by "
    "yourself.",
    "metformin_b12": "Metformin can lower vitamin B12. Go on with it while we check.",
    "no_routine_spinal_imaging": "A scan of your back would not help at this stage. Tell us if "
    "things change.",
    "alcohol_review": "Alcohol may add to this. Ask us for help to drink less. If you drink a lot "
    "each day, do not stop all at once.",
}

SELFCARE: Final = {
    "walking_exercise": "Walk each day if you can. Rest when your legs hurt, then walk on.",
    "leg_elevation": "Lie down and put your {leg} up, higher than your heart, for 15 to 30 minutes. "
    "Do it a few times a day. Stop if the pain grows or the foot turns pale.",
    "avoid_restless_triggers": "Do not drink coffee, tea, cola or alcohol in the evening. Do not "
    "smoke then.",
    "stop_smoking_advice": "Stop smoking. It saves legs and helps wounds to heal. Ask us for help.",
    "healthy_diet": "Eat healthy food and keep a healthy weight.",
    "hydration": "Drink enough through the day, and more when it is hot.",
    "calf_stretching": "Stretch your calves before you go to bed. In a cramp, pull your toes up.",
    "sleep_positioning": "Sleep with a pillow between or under your knees. Do not cross your legs.",
    "otc_pain_relief": "Ask the pharmacist for a pain gel that is safe for you. Rub it on the sore "
    "spot.",
    "foot_care": "Look at your feet and into your shoes each day. Do not walk barefoot. Show a new "
    "sore to a nurse or a doctor within a day.",
    "compression": "Wear a support stocking on your {leg} by day. Take it off at night. Take it off at "
    "once if the leg hurts, turns numb or changes colour.",
    "safety_net": "Keep the list of warning signs in this letter at hand.",
}
