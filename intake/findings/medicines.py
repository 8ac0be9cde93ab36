"""Medicines that can cause leg symptoms, or that bear on what may be suggested."""

from intake.findings.background import diabetes_type
from intake.findings.cramp import cramp_present
from intake.findings.encounter import sex_at_birth
from intake.findings.finding import Part, presence, several
from intake.findings.neuro_symptoms import neuropathic_complaint
from intake.findings.pain import pain_quality, pain_side
from intake.findings.systemic import swelling_onset
from intake.logic import all_of, any_leg, any_of

med_temporal_link = presence(
    "med_temporal_link",
    "Medicine started or raised before onset",
    ask=(
        "Was any of these medicines started, or its dose raised, in the 3 months before the leg "
        "trouble began?"
    ),
    hint="Ask this once the list of medicines is complete.",
    article="S13",
)

med_statin = presence(
    "med_statin",
    "Taking a statin",
    ask="Do you take a statin for cholesterol, such as atorvastatin, simvastatin or rosuvastatin?",
    ask_when=any_of(
        cramp_present.present(),
        all_of(pain_quality.has("aching", "cramping"), pain_side.is_("both", "alternating")),
    ),
    article="S13",
)

med_statin_changed_3m = presence(
    "med_statin_changed_3m",
    "Statin started or changed recently",
    ask="Was the statin started, switched or raised in the 3 months before the leg trouble began?",
    follows=med_statin.present(),
    article="S13",
)

med_diuretic = several(
    "med_diuretic",
    "Diuretic",
    ask="Which water tablets do you take?",
    hint="For combined tablets record each kind of diuretic that they hold.",
    options={
        "loop": "loop (furosemide or bumetanide)",
        "thiazide_like": "thiazide type (bendroflumethiazide or indapamide)",
        "potassium_sparing": "potassium-sparing (spironolactone or amiloride)",
    },
    ask_when=cramp_present.present(),
    article="S13 S11",
)

med_laba = presence(
    "med_laba",
    "Taking a long-acting beta-agonist",
    ask=(
        "Do you use a long-acting inhaler that opens the airways, such as salmeterol, formoterol "
        "or vilanterol?"
    ),
    hint="Combined inhalers often hold one: read the generic names on the label.",
    ask_when=cramp_present.present(),
    article="S13",
)

med_ssri_snri = presence(
    "med_ssri_snri",
    "Taking an SSRI or SNRI",
    ask=(
        "Do you take an antidepressant such as sertraline, citalopram, fluoxetine, venlafaxine or "
        "duloxetine?"
    ),
    article="S13",
)

med_tca = presence(
    "med_tca",
    "Taking a tricyclic antidepressant",
    ask="Do you take amitriptyline, nortriptyline or a similar medicine, for mood, pain or sleep?",
    hint="Count low doses for pain or sleep as well.",
    article="S13",
)

med_mirtazapine = presence(
    "med_mirtazapine",
    "Taking mirtazapine",
    ask="Do you take mirtazapine?",
    article="S13",
)

med_sedating_antihistamine = presence(
    "med_sedating_antihistamine",
    "Taking a sedating antihistamine",
    ask=(
        "Do you take an antihistamine that makes you drowsy, such as chlorphenamine, "
        "diphenhydramine or hydroxyzine?"
    ),
    hint=(
        "Ask about sleep aids and cold remedies bought without a prescription; promethazine goes "
        "under dopamine-blocking medicines."
    ),
    article="S13",
)

med_dopamine_antagonist = presence(
    "med_dopamine_antagonist",
    "Taking a dopamine-blocking medicine",
    ask=(
        "Do you take an antipsychotic such as olanzapine, risperidone or haloperidol, or "
        "metoclopramide, prochlorperazine or promethazine?"
    ),
    hint="Domperidone is not meant: very little of it reaches the brain.",
    article="S13",
)

med_lithium = presence(
    "med_lithium",
    "Taking lithium",
    ask="Do you take lithium?",
    article="S13",
)

med_neurotoxic = several(
    "med_neurotoxic",
    "Medicine that can damage nerves",
    ask="Which of these medicines do you take, or did you have before the symptoms began?",
    hint=(
        "Include past chemotherapy: nerve damage can appear or persist after the course has ended."
    ),
    options={
        "taxane": "taxane (paclitaxel or docetaxel)",
        "platinum": "platinum drug (cisplatin or oxaliplatin)",
        "vinca": "vinca alkaloid (such as vincristine)",
        "bortezomib_or_ixazomib": "bortezomib or ixazomib",
        "thalidomide_class": "thalidomide type (such as lenalidomide)",
        "checkpoint_inhibitor": "checkpoint inhibitor (such as pembrolizumab)",
        "metronidazole_ge4w": "metronidazole for 4 weeks or longer",
        "nitrofurantoin": "nitrofurantoin",
        "isoniazid": "isoniazid",
        "ethambutol": "ethambutol",
        "linezolid": "linezolid",
        "dapsone": "dapsone",
        "fluoroquinolone": "fluoroquinolone (such as ciprofloxacin)",
        "azole": "azole antifungal (such as voriconazole)",
        "older_nrti": "older HIV medicine (stavudine or didanosine)",
        "amiodarone": "amiodarone",
        "phenytoin": "phenytoin",
        "colchicine": "colchicine",
        "leflunomide": "leflunomide",
        "tnf_inhibitor": "TNF inhibitor (such as adalimumab)",
        "calcineurin_inhibitor": "calcineurin inhibitor (tacrolimus or ciclosporin)",
        "interferon": "interferon",
        "disulfiram": "disulfiram",
        "pyridoxine_high_dose": "high-dose vitamin B6 (pyridoxine)",
        "nitrous_oxide": "nitrous oxide (medical or recreational)",
    },
    ask_when=neuropathic_complaint,
    article="S13",
)

med_metformin = presence(
    "med_metformin",
    "Taking metformin",
    ask="Do you take metformin, alone or in a combined tablet?",
    ask_when=diabetes_type.is_("type1", "type2", "other_type"),
    article="S23",
)

med_acid_suppressant = presence(
    "med_acid_suppressant",
    "Taking an acid suppressant",
    ask=(
        "Do you regularly take a stomach-acid medicine such as omeprazole, lansoprazole or "
        "famotidine?"
    ),
    hint="Ask about those bought without a prescription; simple antacids do not count.",
    article="S23",
)

med_dhp_ccb = presence(
    "med_dhp_ccb",
    "Taking a dihydropyridine calcium blocker",
    ask=(
        "Do you take a blood-pressure medicine such as amlodipine, felodipine, nifedipine or "
        "lercanidipine?"
    ),
    hint="Diltiazem and verapamil are not of this kind.",
    article="S13 S17",
)

med_gabapentinoid = presence(
    "med_gabapentinoid",
    "Taking a gabapentinoid",
    ask="Do you take gabapentin or pregabalin?",
    article="S13 S17",
)

med_nsaid = presence(
    "med_nsaid",
    "Taking an NSAID",
    ask="Do you take anti-inflammatory painkillers such as ibuprofen, naproxen or diclofenac?",
    hint=(
        "Ask about those bought without a prescription; low-dose aspirin goes under antiplatelet "
        "medicines."
    ),
    article="S13 S17",
)

med_corticosteroid = presence(
    "med_corticosteroid",
    "Taking a systemic corticosteroid",
    ask="Do you take steroids such as prednisolone or dexamethasone, as tablets or injections?",
    hint="Creams and inhalers do not count.",
    article="S13 S17",
)

med_oestrogen = presence(
    "med_oestrogen",
    "Taking oestrogen",
    ask=(
        "Do you use a contraceptive or hormone replacement that contains oestrogen, such as the "
        "combined pill, a patch or a ring?"
    ),
    hint="Progestogen-only methods do not count.",
    ask_when=all_of(sex_at_birth.is_("female"), any_leg(swelling_onset.is_("acute_lt2w"))),
    article="S13 S17",
)

med_anticoagulant = presence(
    "med_anticoagulant",
    "Taking an anticoagulant",
    ask=(
        "Do you take a blood thinner such as warfarin, apixaban, rivaroxaban, edoxaban or "
        "dabigatran, or inject heparin?"
    ),
    hint="Aspirin and clopidogrel are asked separately.",
    core=True,
)

med_antiplatelet = presence(
    "med_antiplatelet",
    "Taking an antiplatelet medicine",
    ask="Do you take low-dose aspirin, clopidogrel, ticagrelor or dipyridamole?",
)

med_quinine = presence(
    "med_quinine",
    "Taking quinine",
    ask="Do you take quinine for cramp?",
    hint="Count tablets of any source, also when taken only now and then.",
    ask_when=cramp_present.present(),
    article="S13 S33",
)

med_dopamine_agonist = presence(
    "med_dopamine_agonist",
    "Taking a dopamine agonist",
    ask="Do you take pramipexole or ropinirole, or use a rotigotine patch?",
    article="S13 S33",
)

med_iron = presence(
    "med_iron",
    "Taking iron",
    ask=(
        "Do you take iron tablets such as ferrous sulfate or ferrous fumarate, or have iron "
        "infusions?"
    ),
    article="S13 S33",
)

med_opioid = presence(
    "med_opioid",
    "Taking an opioid",
    ask=(
        "Do you take codeine, tramadol, morphine or oxycodone, or use a buprenorphine or fentanyl "
        "patch?"
    ),
    hint="Count tablets that combine codeine with paracetamol.",
    article="S13 S33",
)

med_benzodiazepine = presence(
    "med_benzodiazepine",
    "Taking a benzodiazepine",
    ask="Do you take diazepam, lorazepam, clonazepam, temazepam or a similar medicine?",
    article="S13 S33",
)

med_ace_arb = presence(
    "med_ace_arb",
    "Taking an ACE inhibitor or ARB",
    ask="Do you take a medicine such as ramipril, lisinopril, losartan or candesartan?",
    hint="Most names end in -pril or -sartan.",
    article="S13 S33",
)

med_fibrate = presence(
    "med_fibrate",
    "Taking a fibrate",
    ask="Do you take fenofibrate, bezafibrate or gemfibrozil?",
    article="S13 S33",
)

med_cyp3a4_inhibitor = presence(
    "med_cyp3a4_inhibitor",
    "Taking a CYP3A4 inhibitor",
    ask=(
        "Do you take clarithromycin, erythromycin, itraconazole, ritonavir, diltiazem or verapamil?"
    ),
    hint=(
        "These raise the levels of colchicine and of some statins; check other medicines in the "
        "formulary."
    ),
    article="S13 S33",
)

med_beta_agonist_short = presence(
    "med_beta_agonist_short",
    "Taking a short-acting beta-agonist",
    ask="Do you use a reliever inhaler such as salbutamol or terbutaline?",
    article="S13 S33",
)

PARTS = (
    Part(
        "Heart, circulation and blood",
        (
            med_anticoagulant,
            med_antiplatelet,
            med_statin,
            med_statin_changed_3m,
            med_fibrate,
            med_diuretic,
            med_ace_arb,
            med_dhp_ccb,
        ),
    ),
    Part(
        "Breathing, diabetes, stomach and hormones",
        (
            med_laba,
            med_beta_agonist_short,
            med_metformin,
            med_acid_suppressant,
            med_corticosteroid,
            med_oestrogen,
        ),
    ),
    Part(
        "Mood, sleep and nausea",
        (
            med_ssri_snri,
            med_tca,
            med_mirtazapine,
            med_lithium,
            med_dopamine_antagonist,
            med_sedating_antihistamine,
            med_benzodiazepine,
        ),
    ),
    Part(
        "Pain, cramp and restless legs",
        (med_nsaid, med_opioid, med_gabapentinoid, med_quinine, med_dopamine_agonist, med_iron),
    ),
    Part("Other medicines and timing", (med_neurotoxic, med_cyp3a4_inhibitor, med_temporal_link)),
)
