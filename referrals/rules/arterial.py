"""Arteries: measuring them, imaging them, the vascular surgeon, and what not to do to such a leg."""

from intake.findings.background import (
    aneurysm_followup,
    aneurysm_known,
    cardiac_history,
    ckd_known,
    dialysis,
    known_pad,
    prior_leg_revascularisation,
)
from intake.findings.encounter import age_years
from intake.findings.examination_circulation import pulse_popliteal
from intake.findings.examination_limb import popliteal_mass
from intake.findings.examination_skin import leg_colour, oedema_extent, purpura_or_livedo
from intake.findings.pain import pain_course, pain_site, self_care_failed
from intake.findings.pain_pattern import activity_limitation, exertional_pattern
from intake.findings.results import lab_potassium
from intake.findings.systemic import swelling_onset
from intake.findings.vitals import irregular_pulse
from intake.logic import all_of, any_leg, any_of
from intake.scores.circulation import (
    FOOT,
    ali_suspected,
    aortic_catastrophe,
    clti_suspected,
    clti_with_threat,
    pad_evidence,
    pad_risk_high,
    pad_suspicion,
    pulse_deficit,
    rest_pain_ischaemic,
    tissue_loss,
    ulcer,
)
from intake.scores.compression import compression_avoid
from intake.scores.general import diabetes_present, recent_onset
from intake.scores.nerves import lops
from intake.scores.pressures import abi_class, tbi_class
from intake.scores.veins import venous_disease, venous_pattern
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM, SD = Urgency.EMERGENCY, Urgency.SAME_DAY
U2, RT, NO = Urgency.URGENT, Urgency.ROUTINE, Urgency.NONE
FIRST, FIRE, SILENT = IfUnknown.ASK_FIRST, IfUnknown.FIRE, IfUnknown.SILENT

limited = activity_limitation.is_("moderate", "severe")
# A stiff ankle artery hides the disease from the ankle index, not from that of the toe.
index_abnormal = any_of(abi_class.is_("abnormal"), tbi_class.is_("abnormal"))
blue_or_mottled = any_of(leg_colour.is_("cyanosed", "mottled"), purpura_or_livedo.present())
popliteal_aneurysm = any_of(popliteal_mass.is_("pulsatile"), pulse_popliteal.is_("bounding"))

RULES = (
    rule(
        "T01",
        "abi",
        urgency=RT,
        raised=[
            (U2, any_leg(any_of(rest_pain_ischaemic, ulcer))),
            (SD, any_leg(clti_with_threat)),
        ],
        when=any_of(
            pad_suspicion,
            all_of(diabetes_present, any_of(any_leg(lops), pain_course.is_("worsening"))),
            any_leg(venous_disease),
            any_leg(
                all_of(
                    oedema_extent.is_("foot_ankle", "below_knee"),
                    any_of(swelling_onset.is_("chronic"), venous_pattern, age_years >= 50),
                )
            ),
        ),
        if_unknown=FIRE,
        why="Measure the ankle-brachial index of both legs at rest, with waveforms. In diabetes a "
        "normal or raised index alone does not exclude arterial disease.",
        source=[
            s.ACC_AHA_PAD.cite("COR 1 with suggestive history or signs"),
            s.NICE_CG147.cite("1.3.1"),
        ],
    ),
    rule(
        "T01.risk",
        "abi",
        urgency=RT,
        when=pad_risk_high,
        # Risk alone can wait for whatever sends the patient to hospital, a broken hip included.
        deferred_by=(*UNSAFE_NOW, "emergency_department", "orthopaedics"),
        if_unknown=FIRE,
        why="Age, diabetes, smoking or disease of other arteries make arterial disease likely: "
        "measure the ankle-brachial index of both legs, once nothing more urgent stands in the way.",
        source=[s.ACC_AHA_PAD.cite("2a with risk alone")],
    ),
    rule(
        "T02",
        "toe_pressure",
        urgency=U2,
        raised=[(SD, any_leg(clti_with_threat))],
        when=any_of(
            any_leg(any_of(abi_class.is_("noncompressible"), clti_suspected)),
            all_of(
                any_of(diabetes_present, ckd_known.present(), dialysis.present(), age_years >= 75),
                any_leg(
                    all_of(
                        abi_class.is_("normal", "borderline"),
                        any_of(pulse_deficit, rest_pain_ischaemic, tissue_loss),
                    )
                ),
            ),
        ),
        if_unknown=FIRE,
        why="Where calcified arteries make the ankle unreliable, or the limb is threatened, the toe "
        "pressure tells. Warm the toes; use the second toe when the great toe is ulcerated.",
        source=[s.ACC_AHA_PAD.cite("COR 1 above 1.40"), s.GVG.cite("toe pressure preferred")],
    ),
    rule(
        "T03",
        "exercise_abi",
        urgency=RT,
        when=all_of(
            exertional_pattern.is_("vascular_type", "mixed"),
            any_leg(abi_class.is_("normal", "borderline")),
        ),
        deferred_by=UNSAFE_NOW,
        why="Pain on walking with a normal or borderline index at rest: measure it after exercise.",
        source=[s.ACC_AHA_PAD.cite("COR 1")],
    ),
    rule(
        "T04",
        "arterial_duplex",
        urgency=RT,
        raised=[(U2, any_leg(clti_suspected))],
        when=any_of(
            any_leg(clti_suspected),
            all_of(any_leg(index_abnormal), limited),
        ),
        why="Duplex ultrasound is the first imaging when revascularisation is considered.",
        source=[s.NICE_CG147.cite("1.4.1, offer")],
    ),
    rule(
        "T05",
        "angiography",
        urgency=RT,
        raised=[
            (U2, any_leg(clti_suspected)),
            (EM, any_of(any_leg(ali_suspected), aortic_catastrophe)),
        ],
        when=any_of(
            any_leg(clti_suspected),
            any_leg(ali_suspected),
            aortic_catastrophe,
            all_of(
                any_leg(index_abnormal),
                activity_limitation.is_("severe"),
                self_care_failed.present(),
            ),
        ),
        if_unknown=SILENT,
        why="MR angiography, else CT angiography, requested by the specialist. In acute ischaemia it "
        "must not delay treatment. Where an aneurysm may have ruptured: CT angiography if repair is "
        "an option.",
        source=[
            s.NICE_CG147.cite("1.4.2 to 1.4.3"),
            s.ESVS_ALI.cite(),
            s.NICE_NG156.cite("suspected rupture, consider"),
        ],
    ),
    rule(
        "T06",
        "tcpo2",
        urgency=U2,
        when=any_leg(clti_suspected),
        if_unknown=SILENT,
        why="Transcutaneous oxygen or skin perfusion pressure where no toe pressure can be had. "
        "Oedema and infection lower it.",
        source=[s.ACC_AHA_PAD.cite("COR 1 to 2a")],
    ),
    rule(
        "T46",
        "aneurysm_ultrasound",
        urgency=RT,
        raised=[(U2, any_leg(popliteal_aneurysm))],
        when=any_of(
            any_leg(popliteal_aneurysm),
            all_of(known_pad.present(), aneurysm_known.is_("none", "popliteal"), age_years >= 65),
        ),
        why="Ultrasound of the popliteal arteries and the abdominal aorta: an aneurysm behind the "
        "knee often has company, and arterial disease makes one of the aorta more likely. Never "
        "needle a pulsatile mass.",
        source=[
            s.ACC_AHA_PAD.cite("2a, aortic aneurysm in symptomatic disease"),
            s.NICE_NG156.cite(),
        ],
    ),
    rule(
        "T46.rupture",
        "aneurysm_ultrasound",
        urgency=EM,
        when=aortic_catastrophe,
        if_unknown=SILENT,
        why="A known aneurysm of the aorta with sudden pain: ultrasound at the bedside, now. It must "
        "not delay the call to the vascular surgeon, and seeing no leak excludes nothing.",
        source=[s.NICE_NG156.cite("immediate bedside ultrasound, offer")],
    ),
    rule(
        "T47",
        "ecg",
        urgency=SD,
        when=any_of(
            any_leg(ali_suspected),
            irregular_pulse.present(),
            lab_potassium >= 6,
            lab_potassium <= 2.8,
        ),
        why="A 12-lead ECG: atrial fibrillation as the source of an embolus, or the heart under an "
        "extreme potassium. It must not delay the treatment of an ischaemic leg.",
        source=[s.ESVS_ALI.cite(), s.UKKA_POTASSIUM.cite("from 6.0 mmol/L")],
    ),
    rule(
        "T48",
        "lipids",
        "hba1c",
        "creatinine_egfr",
        urgency=RT,
        when=any_of(
            known_pad.present(),
            any_leg(
                any_of(abi_class.is_("abnormal", "noncompressible"), tbi_class.is_("abnormal"))
            ),
        ),
        if_unknown=FIRE,
        why="Arterial disease of a leg is arterial disease of the whole person: lipids, sugar and "
        "kidney function, and the blood pressure in both arms.",
        source=[s.NICE_CG147.cite("1.2"), s.ACC_AHA_PAD.cite("COR 1")],
    ),
    rule(
        "R01",
        "limb_threatening_ischaemia",
        "vascular_surgery",
        urgency=U2,
        when=any_leg(clti_suspected),
        if_unknown=FIRST,
        ask_if=any_leg(any_of(rest_pain_ischaemic, tissue_loss)),
        why="Suspected chronic limb-threatening ischaemia: contact vascular surgery the same day, "
        "clinic within days. Send pressures and waveforms.",
        source=[
            s.GVG.cite("good practice"),
            s.NICE_CG147.cite("1.6.1"),
            s.VSGBI.cite("revascularise outpatients within 14 days"),
        ],
    ),
    rule(
        "R02",
        "vascular_surgery",
        urgency=RT,
        when=all_of(
            exertional_pattern.is_("vascular_type"),
            any_leg(index_abnormal),
            limited,
            self_care_failed.present(),
        ),
        deferred_by=UNSAFE_NOW,
        why="Claudication that limits life after supervised exercise and control of risks.",
        source=[s.NICE_CG147.cite("1.5.1 to 1.5.3")],
    ),
    rule(
        "R05",
        "vascular_surgery",
        urgency=U2,
        raised=[(EM, any_of(any_leg(ali_suspected), aortic_catastrophe))],
        when=any_of(
            any_leg(popliteal_mass.is_("pulsatile")),
            all_of(aneurysm_known.is_("popliteal", "both", "aortic"), aneurysm_followup.absent()),
        ),
        if_unknown=FIRST,
        ask_if=aneurysm_known.is_("popliteal", "both", "aortic"),
        why="An aneurysm that nobody follows: vascular surgery. Never needle a pulsatile mass.",
        source=[s.NICE_NG156.cite(), s.ESVS_ALI.cite()],
    ),
    rule(
        "R05.emboli",
        "vascular_surgery",
        "arterial_duplex",
        "aneurysm_ultrasound",
        "creatinine_egfr",
        urgency=U2,
        when=all_of(
            recent_onset,
            any_leg(all_of(pain_site.has(*FOOT), blue_or_mottled)),
            any_of(
                age_years >= 50,
                aneurysm_known.is_("aortic", "popliteal", "both"),
                cardiac_history.has("ischaemic", "atrial_fibrillation", "valve_or_prosthesis"),
                known_pad.present(),
                any_leg(prior_leg_revascularisation.present()),
            ),
        ),
        if_unknown=FIRST,
        ask_if=any_leg(blue_or_mottled),
        why="New pain in a foot or toes that are blue, mottled or net-like: emboli from an aneurysm, "
        "a plaque or the heart. Palpable pulses do not exclude them. Look for the source before the "
        "next ones, and at the kidneys, which they reach as well.",
        source=[s.CHOLESTEROL_EMBOLI.cite("look for the source"), s.ESVS_ALI.cite()],
    ),
    rule(
        "G01",
        "no_compression",
        urgency=NO,
        when=any_leg(compression_avoid),
        about=("compression",),
        if_unknown=SILENT,
        why="Do not start compression; vascular opinion first.",
        source=[s.RABE.cite("contraindications"), s.ESVS_CVD.cite()],
    ),
    rule(
        "G02",
        "compression_after_abi",
        urgency=NO,
        when=any_leg(any_of(venous_disease, oedema_extent.is_not("none"), ulcer, pad_evidence)),
        about=("compression",),
        if_unknown=SILENT,
        why="Measure the ABI of this leg first, the toe pressure where the artery cannot be "
        "compressed; strong compression only from 0.80 to 1.30.",
        source=[s.NWCSP.cite("at most 20 mmHg before the ABI, without red flags"), s.RABE.cite()],
    ),
    rule(
        "G03",
        "no_elevation",
        urgency=NO,
        when=any_leg(any_of(rest_pain_ischaemic, clti_suspected, ali_suspected, pad_evidence)),
        about=("leg_elevation",),
        if_unknown=SILENT,
        why="Raising the leg can worsen ischaemic pain: keep it level or slightly down until the "
        "vascular review.",
        source=[s.GVG.cite("consensus")],
    ),
    rule(
        "G16",
        "claudication_drug_limits",
        urgency=NO,
        when=all_of(exertional_pattern.is_("vascular_type"), any_leg(index_abnormal)),
        if_unknown=SILENT,
        why="Cilostazol never in heart failure of any degree, unstable angina or a severe "
        "arrhythmia; naftidrofuryl is the drug that NICE names, once exercise has not been enough. "
        "Pentoxifylline does not help, and none of them treats pain at rest.",
        source=[
            s.ACC_AHA_PAD.cite("COR 1 cilostazol, COR 3 harm in heart failure"),
            s.ESVS_PAD.cite(),
            s.NICE_CG147.cite("1.5, naftidrofuryl, consider"),
        ],
    ),
)
