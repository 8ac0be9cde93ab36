"""Nerve symptoms the patient reports, with the alarm signs of the cauda equina."""

from intake.findings.finding import Part, choice, presence
from intake.findings.pain import pain_onset, pain_quality
from intake.findings.pain_pattern import back_pain
from intake.logic import all_of, any_leg, any_of

numbness_symptom = presence(
    "numbness_symptom",
    "Numbness",
    ask="Is any part of the leg or foot numb?",
    per_leg=True,
    core=True,
    codes="SNOMED CT 44077006; ICD R20.0",
    article="S16",
)

tingling_symptom = presence(
    "tingling_symptom",
    "Tingling",
    ask="Do you feel tingling or pins and needles in the leg or foot?",
    per_leg=True,
    ask_when=numbness_symptom.present(),
    codes="SNOMED CT 91019004; ICD R20.2",
    article="S16",
)

burning_feet = presence(
    "burning_feet",
    "Burning feet",
    ask="Do your feet burn?",
    ask_when=any_of(
        pain_quality.has("burning", "tingling", "numb_pain"),
        any_leg(numbness_symptom.present()),
    ),
    article="S09",
)

# Of a sudden event neither the history nor the family is asked: there is no time for it.
neuropathic_complaint = all_of(
    any_of(burning_feet.present(), any_leg(numbness_symptom.present())),
    pain_onset.is_not("sudden"),
)

heat_cold_pattern = choice(
    "heat_cold_pattern",
    "Effect of heat and cold",
    ask="Do heat or cold make the feet worse?",
    options={
        "none": "none",
        "worse_heat_eased_by_cooling": "worse in heat and eased by cooling",
        "worse_cold": "worse in the cold",
    },
    ask_when=burning_feet.present(),
)

allodynia = presence(
    "allodynia",
    "Pain from light touch",
    ask="Does light touch hurt, for example from the bedclothes?",
    ask_when=burning_feet.present(),
    article="S09",
)

sensory_distribution = choice(
    "sensory_distribution",
    "Area of changed feeling",
    ask="Show me where the feeling has changed.",
    per_leg=True,
    options={
        "none": "none",
        "stocking": "like a stocking, from the toes upwards",
        "dermatomal": "strip of one nerve root",
        "single_nerve": "area of one nerve",
        "patchy": "patchy",
        "hemibody": "one whole side of the body",
    },
    ask_when=any_of(numbness_symptom.present(), tingling_symptom.present()),
    codes="SNOMED CT 302226006 (peripheral neuropathy); ICD G62.9",
    article="S16",
)

weakness_symptom = presence(
    "weakness_symptom",
    "Weakness",
    ask="Is the leg or foot weak?",
    hint="Loss of strength, not movement held back by pain.",
    per_leg=True,
    core=True,
    article="S16",
)

weakness_tempo = choice(
    "weakness_tempo",
    "Course of the weakness",
    ask="Over what time has the weakness come on?",
    options={
        "none": "none",
        "hours_to_4w": "getting worse over hours to 4 weeks",
        "gt4w_progressive": "getting worse for more than 4 weeks",
        "static": "not changing",
    },
    follows=any_leg(weakness_symptom.present()),
    article="S16",
)

unsteady_or_falls = presence(
    "unsteady_or_falls",
    "Unsteadiness or falls",
    ask="Are you unsteady on your feet, or have you been falling?",
    core=True,
    codes="ICD R29.6, R26.2",
    article="S16",
)

autonomic_symptoms = presence(
    "autonomic_symptoms",
    "Autonomic symptoms",
    ask=(
        "Do you feel faint on standing up, full or sick after a few bites, have trouble with "
        "erections, or sweat differently from before?"
    ),
    ask_when=neuropathic_complaint,
    article="S09",
)

upper_limb_neuro_symptoms = presence(
    "upper_limb_neuro_symptoms",
    "Numb, weak or clumsy arms or hands",
    ask="Are your arms or hands numb, tingling, weak or clumsy, too?",
    ask_when=any_leg(weakness_symptom.present()),
    article="S16",
)

fasciculations_symptom = presence(
    "fasciculations_symptom",
    "Muscle twitching",
    ask="Have you seen or felt small twitches under the skin of your muscles?",
    ask_when=any_leg(weakness_symptom.present()),
    codes="ICD R25.3",
    article="S10",
)

facial_weakness = presence(
    "facial_weakness",
    "Facial weakness",
    ask="Has your face become weak or droopy, on one side or on both?",
    ask_when=any_leg(weakness_symptom.present()),
)

breathing_or_bulbar_weakness = presence(
    "breathing_or_bulbar_weakness",
    "Weak breathing, swallowing or speech",
    ask="Along with the weakness, is it hard to breathe, to swallow or to speak clearly?",
    ask_when=any_leg(weakness_symptom.present()),
)

saddle_sensory_change = presence(
    "saddle_sensory_change",
    "New numbness of the saddle area",
    ask=(
        "Is there new numbness or a new change of feeling around your genitals, between your legs "
        "or around your back passage?"
    ),
    hint="Ask whether wiping with toilet paper feels different from before.",
    core=True,
    codes="ICD G83.4",
    article="S16",
)

bladder_change_new = presence(
    "bladder_change_new",
    "New bladder trouble",
    ask=(
        "In the last 2 weeks, has any of this begun or got worse: hard to start passing water, "
        "cannot empty the bladder, cannot feel it, or leaking?"
    ),
    core=True,
    codes="SNOMED CT 165232002 (incontinence); ICD R33.9, R39.14, R32",
)

bowel_change_new = presence(
    "bowel_change_new",
    "New bowel trouble",
    ask=(
        "In the last 2 weeks, has any of this begun or got worse: losing control of your bowels, "
        "or not feeling when they are full or open?"
    ),
    core=True,
    codes="ICD R15.9",
)

sexual_dysfunction_new = presence(
    "sexual_dysfunction_new",
    "New loss of sexual function",
    ask=(
        "In the last 2 weeks, has sexual function got worse: less feeling in the genitals, or "
        "trouble with erection or climax?"
    ),
    hint="Say why you ask: the same nerves serve the bladder and the bowel.",
    ask_when=any_of(back_pain.is_not("none"), saddle_sensory_change.present()),
)

PARTS = (
    Part(
        "Alarm signs",
        (
            saddle_sensory_change,
            bladder_change_new,
            bowel_change_new,
            sexual_dysfunction_new,
        ),
    ),
    Part(
        "Weakness and balance",
        (
            weakness_symptom,
            weakness_tempo,
            unsteady_or_falls,
            breathing_or_bulbar_weakness,
            facial_weakness,
            upper_limb_neuro_symptoms,
            fasciculations_symptom,
        ),
    ),
    Part(
        "Feeling in the legs and feet",
        (
            numbness_symptom,
            tingling_symptom,
            sensory_distribution,
            burning_feet,
            heat_cold_pattern,
            allodynia,
            autonomic_symptoms,
        ),
    ),
)
