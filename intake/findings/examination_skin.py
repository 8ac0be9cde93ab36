"""Examination of the legs: swelling, veins, skin, wounds and signs of infection."""

from intake.findings.background_other import varicose_or_venous_history
from intake.findings.finding import Part, choice, presence, quantity, several
from intake.findings.pain_pattern import worse_end_of_day, worse_standing
from intake.findings.systemic import swelling_onset
from intake.logic import any_of

oedema_extent = choice(
    "oedema_extent",
    "Extent of swelling",
    ask="How far up does the swelling reach?",
    per_leg=True,
    options={
        "none": "none",
        "foot_ankle": "foot and ankle",
        "below_knee": "up to below the knee",
        "entire_leg": "the whole leg",
    },
    core=True,
    codes="ICD R60.0",
    article="S21",
)

oedema_pitting = presence(
    "oedema_pitting",
    "Pitting oedema",
    ask="Press the swelling with a thumb for 10 seconds: does a dent stay?",
    per_leg=True,
    follows=oedema_extent.is_not("none"),
    article="S21",
)

calf_cm = quantity(
    "calf_cm",
    "Calf circumference",
    ask="Measure around the calf.",
    hint="10 cm below the tibial tuberosity, on both legs with the leg relaxed.",
    per_leg=True,
    unit="cm",
    unit_label="cm",
    decimals=1,
    usual=("25", "60"),
    limits=("15", "100"),
    example="37.5",
    ask_when=swelling_onset.is_("acute_lt2w"),
    article="S17",
)

deep_vein_tenderness = presence(
    "deep_vein_tenderness",
    "Tenderness along the deep veins",
    ask=(
        "Press along the middle of the calf and the inner thigh: is there tenderness along the "
        "line of the deep veins?"
    ),
    hint="Tenderness of the muscle elsewhere is recorded as muscle tenderness.",
    per_leg=True,
    ask_when=swelling_onset.is_("acute_lt2w"),
    article="S17",
)

collateral_veins = presence(
    "collateral_veins",
    "Collateral superficial veins",
    ask="Are there newly widened surface veins that are not varicose?",
    per_leg=True,
    ask_when=swelling_onset.is_("acute_lt2w"),
    article="S17",
)

stemmer_sign = presence(
    "stemmer_sign",
    "Positive Stemmer sign",
    ask="Try to pinch up the skin on top of the second toe at its base: is it too thick to lift?",
    hint="Positive when no fold of skin can be lifted.",
    per_leg=True,
    ask_when=swelling_onset.is_("chronic"),
    codes="ICD I89.0",
    article="S21",
)

varicose_veins_visible = presence(
    "varicose_veins_visible",
    "Visible varicose veins",
    ask="With the patient standing, are there bulging, twisted veins?",
    hint=(
        "At least 3 mm wide when standing; thinner ones are recorded with the skin changes of "
        "venous disease."
    ),
    per_leg=True,
    ask_when=any_of(
        worse_standing.present(), worse_end_of_day.present(), varicose_or_venous_history.present()
    ),
    codes="SNOMED CT 72866009; ICD I83.811-.813",
    article="S08",
)

varices_recurrent = presence(
    "varices_recurrent",
    "Varicose veins returned after treatment",
    ask="Have these varicose veins come back after earlier treatment?",
    per_leg=True,
    follows=varicose_veins_visible.present(),
    article="S08",
)

varicose_bleeding = presence(
    "varicose_bleeding",
    "Bleeding from a varicose vein",
    ask="Is a varicose vein bleeding, or has one bled recently?",
    per_leg=True,
    follows=varicose_veins_visible.present(),
    article="S08",
)

superficial_vein_cord = presence(
    "superficial_vein_cord",
    "Hard tender surface vein",
    ask="Is there a surface vein that feels like a hard cord and hurts when touched?",
    per_leg=True,
    codes="ICD I80.01-.03",
    article="S17",
)

venous_skin = several(
    "venous_skin",
    "Skin changes of venous disease",
    ask="Which of these changes do you see on the lower leg?",
    hint="Look at the inner side above the ankle first.",
    per_leg=True,
    options={
        "telangiectasia_reticular": "spider or reticular veins",
        "pigmentation": "brown pigmentation",
        "eczema": "eczema",
        "lipodermatosclerosis": "hardened tight skin (lipodermatosclerosis)",
        "atrophie_blanche": "white scar-like patches (atrophie blanche)",
        "corona_phlebectatica": "fan of fine veins at the ankle (corona phlebectatica)",
        "healed_venous_ulcer": "healed venous ulcer",
    },
    ask_when=any_of(
        worse_standing.present(), worse_end_of_day.present(), varicose_or_venous_history.present()
    ),
    codes="ICD I87.2",
    article="S08",
)

erythema = choice(
    "erythema",
    "Redness of the skin",
    ask="Is the skin red or darker than around it?",
    hint=(
        "On dark skin redness is hard to see: compare with the other leg and feel for warmth. "
        "Spreading means growing over hours or days."
    ),
    per_leg=True,
    options={
        "none": "none",
        "localised": "localised",
        "spreading": "spreading",
    },
    core=True,
    codes="SNOMED CT 128045006 (cellulitis); ICD L03.115/.116",
    article="S17",
)

skin_temp = choice(
    "skin_temp",
    "Skin temperature by hand",
    ask="Feel the foot and lower leg with the back of your hand.",
    normal="normal",
    hint="Compare with the other leg, after both have been uncovered for some minutes.",
    per_leg=True,
    options={
        "normal": "normal",
        "cool": "cool",
        "cold": "cold",
        "warm": "warm",
        "hot": "hot",
    },
    core=True,
    article="S21",
)

skin_temp_c = quantity(
    "skin_temp_c",
    "Skin temperature by thermometer",
    ask="Measure the skin temperature of the foot.",
    hint=(
        "Infrared thermometer, the same spot on both feet; a difference of more than 2 °C speaks "
        "for an active Charcot foot."
    ),
    per_leg=True,
    unit="Cel",
    unit_label="°C",
    decimals=1,
    usual=("20", "38"),
    limits=("5", "45"),
    example="30.5",
    article="S21",
)

leg_colour = choice(
    "leg_colour",
    "Colour of the leg",
    ask="What colour are the foot and lower leg?",
    normal="normal",
    hint=(
        "Choose the most striking; brown venous pigmentation is recorded with the skin changes of "
        "venous disease."
    ),
    per_leg=True,
    options={
        "normal": "normal",
        "pale": "pale",
        "mottled": "mottled",
        "cyanosed": "blue",
        "dependent_rubor": "dusky red when hanging down",
        "fixed_staining": "fixed staining that does not blanch",
    },
    core=True,
    article="S21",
)

skin_integrity = choice(
    "skin_integrity",
    "State of the skin",
    ask="Is the skin whole? Look between the toes and at the heel as well.",
    normal="intact",
    hint="If there are several, choose the one furthest down the list.",
    per_leg=True,
    options={
        "intact": "intact",
        "fissure": "fissure",
        "blister": "blister",
        "ulcer": "ulcer",
        "dry_gangrene": "dry gangrene",
        "wet_gangrene": "wet gangrene",
    },
    core=True,
    codes="ICD L97.909, I96, E11.621",
    article="S21",
)

ulcer_site = choice(
    "ulcer_site",
    "Site of the wound",
    ask="Where is the ulcer or gangrene?",
    hint="If there are several, choose the worst.",
    per_leg=True,
    options={
        "none": "none",
        "toe_forefoot": "toe or forefoot",
        "heel": "heel",
        "medial_gaiter": "inner lower leg above the ankle",
        "lateral_malleolus": "outer ankle",
        "other": "elsewhere",
    },
    follows=skin_integrity.is_("ulcer", "dry_gangrene", "wet_gangrene"),
    article="S21",
)

ulcer_weeks = quantity(
    "ulcer_weeks",
    "Age of the wound",
    ask="For how many weeks has the ulcer or gangrene been there?",
    per_leg=True,
    unit="wk",
    unit_label="weeks",
    decimals=1,
    usual=("0", "520"),
    limits=("0", "5200"),
    example="6",
    follows=skin_integrity.is_("ulcer", "dry_gangrene", "wet_gangrene"),
    article="S21",
)

ulcer_recurrent = presence(
    "ulcer_recurrent",
    "Ulcer returned after healing",
    ask="Was there an ulcer in this place that had healed before?",
    per_leg=True,
    follows=skin_integrity.is_("ulcer", "dry_gangrene", "wet_gangrene"),
    article="S08",
)

local_infection_signs = quantity(
    "local_infection_signs",
    "Local signs of infection",
    ask="How many of these five does the wound or skin show?",
    hint="Swelling or hardening; redness more than 0.5 cm wide; tenderness or pain; warmth; pus.",
    per_leg=True,
    unit="{count}",
    unit_label="of 5",
    usual=("0", "5"),
    limits=("0", "5"),
    example="2",
    ask_when=any_of(skin_integrity.is_not("intact"), erythema.is_not("none")),
    article="S17",
)

probe_to_bone = presence(
    "probe_to_bone",
    "Wound probes to bone",
    ask="Does a sterile blunt probe, passed gently into the wound, touch bone?",
    hint="Bone feels hard and gritty; leave it unanswered if you are not trained to probe.",
    per_leg=True,
    follows=skin_integrity.is_("ulcer", "dry_gangrene", "wet_gangrene"),
    codes="ICD M86.9",
    article="S21",
)

trophic_signs = several(
    "trophic_signs",
    "Signs of poor skin nutrition",
    ask="Which of these do you see?",
    per_leg=True,
    options={
        "hair_loss": "hair loss",
        "shiny_skin": "shiny skin",
        "thick_nails": "thick nails",
        "muscle_atrophy": "thin muscles",
    },
    article="S21",
)

purpura_or_livedo = presence(
    "purpura_or_livedo",
    "Purpura or livedo",
    ask="Are there purple spots that do not fade on pressure, or a net-like violet pattern?",
    per_leg=True,
    codes="ICD I77.6",
    article="S21",
)

crepitus = presence(
    "crepitus",
    "Crepitus in the tissue",
    ask="Press lightly on the skin around the redness: does it crackle?",
    hint="A crackle under the fingers means gas in the tissue: tell the physician at once.",
    per_leg=True,
    ask_when=erythema.is_not("none"),
    codes="ICD M72.6",
    article="S17",
)

bullae_or_necrosis = presence(
    "bullae_or_necrosis",
    "Bullae or skin necrosis",
    ask="Are there large blisters, purple blistering or black dead skin in or near the redness?",
    hint="Dry gangrene of a toe is recorded under the state of the skin.",
    per_leg=True,
    ask_when=erythema.is_not("none"),
    codes="ICD M72.6",
    article="S17",
)

PARTS = (
    Part(
        "Swelling",
        (
            oedema_extent,
            oedema_pitting,
            calf_cm,
            deep_vein_tenderness,
            collateral_veins,
            stemmer_sign,
        ),
    ),
    Part(
        "Veins",
        (
            varicose_veins_visible,
            varices_recurrent,
            varicose_bleeding,
            superficial_vein_cord,
            venous_skin,
        ),
    ),
    Part(
        "Colour and warmth",
        (
            leg_colour,
            skin_temp,
            skin_temp_c,
            erythema,
            crepitus,
            bullae_or_necrosis,
            purpura_or_livedo,
            trophic_signs,
        ),
    ),
    Part(
        "Wounds",
        (
            skin_integrity,
            ulcer_site,
            ulcer_weeks,
            ulcer_recurrent,
            local_infection_signs,
            probe_to_bone,
        ),
    ),
)
