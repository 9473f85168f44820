"""English at large: function words, shorthand, spelling variants, and words of any debate.

*Function words* hold sentences together (a list of topic words has few); *common words* say nothing
about what a text is about: to those that anybody would write down, words are added that arguments
on half of fifty unrelated motions share. Contractions stand without apostrophe too.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION = _words("""
a an the this that these those some any no none every each either neither both all another other such
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
she her hers herself it its itself they them their theirs themselves who whom whose which what
one ones someone somebody anyone anybody everyone everybody nobody something anything everything nothing
am is are was were be been being have has had having do does did doing done
will would shall should can could may might must ought cannot
i'm i've i'll i'd you're you've you'll you'd he's he'd he'll she's she'd she'll it's it'll we're we've
we'll we'd they're they've they'll they'd that's that'll there's there're here's who's what's where's let's
isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't
shouldn't mustn't mightn't ain't
im ive youre theyre thats theres dont doesnt didnt isnt arent wasnt werent hasnt havent wont wouldnt cant
couldnt shouldnt aint lets whats
and or but nor so yet if then else because since although though while whereas unless until till when
whenever where wherever whether why how as than like
of in on at by for with about against between among into through during before after above below to from
up down out off over under again further once here there near across along around behind beside besides
beyond despite except inside outside onto per plus since toward towards upon via within without
not never also too very just only even still already ever always often sometimes perhaps maybe quite rather
really almost enough much many more most less least few fewer several own same
first second third firstly secondly thirdly finally next last however therefore thus hence moreover furthermore
instead otherwise meanwhile indeed anyway yes well now
bc cuz coz cos b/c u ur r ya pls plz gonna wanna gotta tho thru idk imo tbh
""")

SHORTHAND = {
    "u": "you", "ur": "your", "bc": "because", "b/c": "because", "cuz": "because", "coz": "because",
    "cos": "because", "becuz": "because", "becouse": "because", "becase": "because",
    "becoz": "because", "ppl": "people", "govt": "government", "gov": "government", "thru": "through",
    "w/o": "without", "tho": "though", "wanna": "want", "gonna": "going",
}  # fmt: skip

VARIANTS = {
    "defence": "defense", "offence": "offense", "licence": "license", "centre": "center",
    "neighbour": "neighbor", "neighbourhood": "neighborhood", "labour": "labor", "honour": "honor",
    "favour": "favor", "colour": "color", "behaviour": "behavior", "harbour": "harbor",
    "armour": "armor", "armoured": "armored", "programme": "program", "grey": "gray",
    "organise": "organize", "organisation": "organization", "mobilise": "mobilize",
    "mobilisation": "mobilization", "destabilise": "destabilize", "stabilise": "stabilize",
    "travelling": "traveling", "criticise": "criticize", "recognise": "recognize",
    "emphasise": "emphasize", "minimise": "minimize", "maximise": "maximize",
    "legitimise": "legitimize", "militarise": "militarize", "modernise": "modernize",
}  # fmt: skip

COMMON = _words("""
ability abuse access achieve active actual address adult advance advantage affect age aid alternative area
attempt available avoid ban behavior beneficial business capable carry chance child children citizen comfort
commit community complete concept condition contribute control country culture current damage danger
dangerous death decrease detriment develop destroy drive due economic economy educate education eliminate
emotion enable encourage enforce engage ensure environment equal essential establish everyday expensive
family field fight financial fit focus force freedom function fund generation government group guarantee
health hurt ill illegal immediate income incredible individual industry inform interest interfere involve
knowledge law legal legitimate maintain market massive medical mental method million minor modern money
moral natural negative normal obtain offer opportunity outcome overall parent physical popular positive
potential practice pressure produce product progress prohibit promote proper protect punish push quality
rate receive reduce regard regulate relation rely remove research resource restrict safety school secure
security seek self serve service shown simply social someone specific spend standard struggle student study
subject survive target teach tend threaten tool tradition treat trouble unable unfair unit unnecessary valid
valuable value viable violate vital vulnerable waste whatever woman women
able accept according act action actually add admit afford agree aim allow alone amount answer appear apply
argue argument arguments ask aspect away back bad base based basic become begin believe benefit benefits best
better big bigger bit bring build call came care carry case cases cause causes certain chance change changes
choice choose claim claims clear clearly close come comes coming common compare complete concern consequence
consequences consider continue correct cost costs course create day days deal debate decide decision deep
defend definitely depend describe deserve difference different difficult direct discuss discussion done doubt
early easily easy effect effects end ends enjoy entire especially event evidence exactly example examples
exist expect experience explain express extremely face fact facts fail fair false far fast fear feel few
find fine follow force forget form former found free full future gain general generally get gets getting give
given gives go goal goes going good got great greater grow guess hand happen happened happens hard harm hate
hear help helps high higher hold home honest hope hour huge human idea ideas imagine immediately impact
important impossible improve include increase issue issues job join keep kind knew know known knows lack
large larger later lead leader leaders leads learn leave left less let level lie life likely limit line list
little live lives long longer look looks lose lot lots love low lower made main major make makes making man
matter matters mean meaning means member mention middle mind minute moment month months morally move much name
nation national natural nature necessary need needed needs new nice number obvious obviously old one open
opinion opponent opponents opposite option order part particular party pay people person place plan planet
play point points political politicians poor position possible power powerful prefer present prevent pretty
principle probably problem problems process promise proof propose prove provide public purpose put question
questions quick quickly reach read ready real reality realise realize reason reasons receive relevant remain
remember reply require respect respond response responsibility result results right rights rise risk risks
role rule rules run safe said save saw say saying says see seem seems seen sense separate serious set share
short show shows side sides simple simply single situation small society solution solve somehow soon sort
speak speaker special speech stand start state states stay step stop strong stronger stuff success suddenly
suffer support sure system take taken takes talk talking team tell term terms thank thanks thing things think
thinking thought threat thousand time times today together told tomorrow took topic total true truly trust
truth try trying turn two three four five type understand use used useful using usual usually value view
wait want wants watch way ways weak week weeks went whole wide win wish wonder word words work works world
worry worse worst worth write wrong year years yesterday young
""")
