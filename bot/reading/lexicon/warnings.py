"""Phrases that raise a warning: filler, insults, personal loss, sources that cannot be placed.

Slurs stand here so that they are recognised and never quoted back. The lists are short on purpose:
better to miss one than to warn somebody who has done nothing.
"""

from bot.reading.patterns import cues

FILLER = cues("""
(?:in|as of) (?:today's|our|this) (?:modern |day and age |day |society|world|times)+
since the (?:dawn|beginning) of (?:time|mankind|humanity|history)
throughout (?:history|the ages)
it is (?:very |really |so |extremely |also |a )*(?:important|interesting|complicated|complex|difficult|relevant|sensitive)(?: topic| question| issue| subject| to (?:note|mention|remember|discuss|talk|say|know|understand|think about|realize|keep in mind))?
(?:this|the) (?:topic|question|issue|subject|motion|debate|matter) is (?:very |really |so |extremely |a )*(?:important|interesting|complicated|complex|difficult|relevant|sensitive|controversial|broad|big)
there are (?:many|a lot of|lots of|several|different|various) (?:different )?(?:opinions|views|sides|aspects|factors|things|ways|perspectives|arguments|people)
(?:everyone|everybody|each person) has (?:their|his|an|a different) (?:own )?(?:opinion|view)
as we all know
as (?:everyone|everybody) knows
needless to say
at the end of the day
all things considered
when all is said and done
in my (?:humble |personal |own )?opinion
i (?:personally |really |truly |strongly |firmly )?(?:think|believe|feel) that (?:this|it) is
i (?:will|want to|would like to|am going to) (?:now |today |also |just )?(?:talk|speak|tell you|say something) (?:about|on)
(?:that is|that's|this is) (?:just )?(?:my|our|what i|what we) (?:opinion|view|position|think|believe)
let me (?:start|begin) by (?:saying|thanking)
(?:good (?:morning|afternoon|evening|day)|hello|dear|ladies and gentlemen|honou?rable|thank you|thanks for)
(?:it|this|that) is what it is
in (?:one|some) way or another
for (?:all|many|various|a lot of) (?:these |different )?reasons
pros and cons
good and bad sides
only time will tell
food for thought
we (?:must|should|have to|need to) (?:always |all |never )?(?:think|reflect|talk|look|be careful|remember|consider|discuss|not forget|take into account)(?: carefully| deeply| hard)?
and so on
etcetera
you know
i mean
like i said
to be honest
basically
literally
""")

PERSON = r"(?:you|u|ya|he|she|they|my opponents?|the (?:opponents?|other (?:team|side)|last speaker)|everyone on (?:that|the other) side)"
ABUSE = (
    r"(?:idiots?|morons?|imbeciles?|retards?|retarded|stupid|dumb(?:ass)?(?:es)?|scum|trash|garbage|losers?"
    r"|pathetic|worthless|disgusting|cowards?|clowns?|liars?|pigs?|dogs?|rats?|vermin|cockroach(?:es)?"
    r"|assholes?|arseholes?|bastards?|bitch(?:es)?|cunts?|dickheads?|pricks?|twats?|wankers?|fuckers?"
    r"|motherfuckers?|dipshits?|shitheads?|brainless|braindead|brain-dead|nazis?|fascists?|ugly|fat)"
)
INSULT = cues(rf"""
(?:you|u) (?:fucking |bloody |damn |stupid |dumb |little |absolute |complete |total |utter )*{ABUSE}
{PERSON}(?: are|'re| r| is|'s| must be| look| sound|re) (?:just |all |such |so |really |too |a |an |the |fucking |bloody |damn |bunch of |complete |total |absolute |little |nothing but |like )*{ABUSE}
(?:stupid|dumb|fucking|ignorant|pathetic|lying) (?:idiots?|morons?|people like you|bastards?|bitch(?:es)?|pigs?|cunts?|liars?)
shut (?:the (?:fuck|hell) )?up
(?:go )?kill your ?self
kys
(?:go )?(?:fuck|screw) (?:you|yourself|u|off)
(?:you|u) (?:should|can|deserve to) (?:go )?(?:die|rot)
(?:are you|r u) (?:stupid|dumb|retarded|blind|brainless)
(?:nigg(?:er|a)s?|faggots?|fags?|trann(?:y|ies)|kikes?|chinks?|gooks?|spics?|wetbacks?|pakis?|ragheads?|towelheads?|gypp?os?)
(?:orcs?|khokhols?|hohols?|moskals?|katsaps?|subhumans?|untermensch(?:en)?)
""")

# Speech against a whole people or group. A verdict counts with such a group as its subject; the
# group's name is never in the list. Thoughts and plans may "deserve to die" as they like.
THOUGHT = r"(?:argument|idea|plan|excuse|lie|theorie|myth|polic[iy]e|treatie|claim|proposal|point|deal|bill|dream|hope|case|project|law|rule|word|slogan)s"
GROUP = rf"(?:(?:all |every |most |the |these |those |such )*(?!{THOUGHT}\b)(?:\w+s|\w+ese|people|men|women|children)(?: (?:in|of|from) (?:\w+ )?\w+| there| here)?|they|them all)"
PEOPLE = r"(?:\w{2,}(?:ians|eans|cans|(?<!hu)mans|anis|ese)|\w+ people|jews|muslims|christians|arabs|poles|blacks|whites|gays|immigrants|migrants|refugees|foreigners|soldiers|women)"
KILLED = r"(?:killed|exterminated|slaughtered|murdered|gassed|wiped off (?:the )?\w+)"
HATE = cues(rf"""
all (?:the )?\w+s (?:are|r) (?:just |only |like |nothing but )*(?:pigs|animals|dogs|rats|trash|idiots|stupid|evil)
{GROUP} (?:are|r) (?:all |just |only |really |nothing but |nothing more than |like |a bunch of |fucking |filthy |dirty )*(?:nazis?|fascists?|vermin|sub-?humans?|untermenschen|cockroaches|parasites|scum|filth|not (?:even )?(?:humans?|people)|less than human|inhuman)
{PEOPLE} (?:are|r) (?:all |just |only |really |nothing but |nothing more than |like |a bunch of |fucking |filthy |dirty )*(?:animals|beasts|savages|pigs|dogs|rats|insects|monsters|pests|trash|garbage|a (?:disease|cancer|plague))
{GROUP} (?:all |just |really |fully |only )*deserves? (?:all )?(?:to (?:all )?(?:die|be {KILLED})|death|extermination)
{GROUP} (?:should|must|need to|needs to|have to|ought to) (?:just |simply |really )*(?:all |every one )?be (?:all )?{KILLED}
{GROUP} (?:should|must|need to|have to|ought to) all (?:die|be (?:shot|hanged|executed|wiped out|eradicated|destroyed|burned|gone))
{GROUP} should (?:just |simply )?die
(?:let's|let us|we (?:should|must|have to|need to|will)|i want to|please|just) (?:just |all )?(?:kill|murder|exterminate|slaughter|gas) (?:them all|all(?: of)?(?: the| those| these)? \w+|every(?: single)? (?:one|last|\w+))
the only good \w+ is a dead \w+
""")
DEMAND = cues("""
(?:kill|murder|exterminate|slaughter|gas) (?:them all|all(?: of)?(?: the| those| these)? (?:\\w+s|people|them)|every(?: single)? (?:one|last|\\w+))
death to (?:all |the |every )*\\w+s
""")
# What stands before such words when somebody else's are told, doubted or denied.
TOLD = cues("""
(?:say|says|said|saying|claims?|claimed|claiming|calls?|called|calling|lies?|lied|believes?|believed|thinks?|thought|pretends?|pretended|argues?|argued|insists?|insisted|shouts?|shouted|repeats?|repeated|tells?|told|suggests?|suggested|preach(?:es)?|teach(?:es)?|taught|propaganda|idea|myth|story|fairy tale|claim|word|whether)
""")
OWN_VIEW = cues("""
(?:i|we) (?:\\w+ )?(?:say|think|believe|claim|argue|insist|repeat|told you|tell you)
""")
UNSAID = cues("""
no
not
none
nobody
no one
never
neither
nor
some
few
if
as if
imagine
suppose
do
does
did
why
don't
doesn't
""")

KIN = (
    r"(?:brothers?|sisters?|sons?|daughters?|fathers?|dads?|daddy|papa|mothers?|mums?|moms?|mama|parents?"
    r"|grand(?:father|mother|pa|ma|parents?)|uncles?|aunts?|aunties?|cousins?|husband|wife|boyfriend"
    r"|girlfriend|fianc[eé]e?|best friends?|friends?|family|classmates?|neighbou?rs?|nephews?|nieces?|child|kid|baby)"
)
LOSS = (
    r"(?:died|dies|dead|passed away|(?:was|were|is|are|got|has been|have been|had been|being) (?:killed|murdered|shot|wounded|"
    r"injured|captured|missing|buried|bombed|taken|raped|tortured|deported|mobili[sz]ed|drafted|called up|hiding)"
    r"|(?:is|are|was|were) (?:still |now |fighting |stuck |trapped )*(?:at|on|in) (?:the )?(?:front|war|army|hospital|trench(?:es)?|captivity|prison)"
    r"|(?:is|are) (?:gone|fighting|missing)|never came (?:back|home)|fell at|fell in|went missing|fights? in|fled|had to flee|lost (?:his|her|their) (?:life|leg|arm|legs|home|house|eyes?))"
)
DISCLOSURE = cues(rf"""
my (?:own |little |older |big |younger |only |dear |\w+ )?{KIN}(?: \w+)? {LOSS}
(?:they|\w+s|bombs?|a bomb|rockets?|a rocket|missiles?|a missile|drones?|a drone|someone|somebody|it) (?:have |has )?(?:just )?(?:killed|murdered|shot|took|bombed|destroyed|hit|burned|burnt) (?:my|our) (?:\w+ )?(?:{KIN}|house|home|flat|apartment|street|village|town|school|building)
(?:i|we) (?:have |had |just |also |already |'ve )*(?:lost|buried|said goodbye to) (?:my|our|both|both my|two of my) (?:own |little |older |big |younger |only |dear |\w+ )?(?:{KIN}|house|home|everything)
(?:i|we|my family|my family and i|my mother and i|my mum and i) (?:have |had |just |also |once )*(?:fled|(?:had|was forced|were forced) to (?:flee|leave (?:my|our|home|everything))|(?:was|were) evacuated|left (?:my|our) (?:home|house|flat|city|town|village|country)|escaped from (?:the|our|my) (?:war|bombs|bombing|city|town|village|house|shelling))
i(?:'m| am| was) (?:a |an )?(?:\w+ )?(?:refugee|asylum seeker|war orphan|orphan|displaced)
(?:my|our) (?:house|home|flat|apartment|street|village|town|school|city) (?:was|is|were|has been|got) (?:\w+ )?(?:bombed|destroyed|shelled|burned|burnt|occupied|hit|gone|ruined)
i (?:want|wanted|wish|would like|am going|plan|planned|tried|'m going|just want|really want) (?:to )?(?:die|be dead|kill myself|end my life|end it all|hurt myself|disappear forever)
(?:kill|killing|hurt|hurting|cut|cutting|harm|harming|starve|starving) myself
i (?:do not|don't|dont|can't|cant|cannot) (?:want to |wanna )?(?:live|go on|be alive)(?: any ?more| like this)
i (?:feel|am|'m) suicidal
(?:my|i have|having) (?:ptsd|panic attacks|nightmares (?:about|of|from) the war)
i no longer have (?:a|any|my) {KIN}
my (?:own |little |older |big |younger |only |dear |best |\w+ )?{KIN}(?: \w+)? (?:(?:got|get|gets|has been|have been|was|were|is|are) )?(?:kill(?:ed)?|shot|bombed|murdered|executed|tortured|raped) (?:by|in|at|with|during|from|when)
(?:they|he|she|\w+) (?:have |has |had )?(?:shoot|shot|kill|killed|kills|bomb|bombed|murder|murdered|hang|hanged|burn|burned|burnt) (?:my|our) (?:own |whole |entire |\w+ )?(?:{KIN}|family|families)
my (?:own |little |older |big |younger |only |dear |best |\w+ )?{KIN}(?: \w+)? (?:committed suicide|killed (?:himself|herself|themselves)|took (?:his|her|their) own life|(?:is|are|was|were) (?:at|on) the front|(?:serves|serve|fights|fight|is fighting|are fighting|is serving|are serving) (?:in|at|on|for) )
my (?:own |little |older |big |younger |only |dear |best |\w+ )?{KIN}(?: \w+)? (?:(?:did not|didn't|didnt) (?:make it|survive|come (?:back|home|out))|stepped on a mine|was inside|were inside|never came out)
(?:\w+s|they|he|she) (?:have |has |had )?(?:tortured|raped|wounded|injured|arrested|deported|beat|executed) my (?:\w+ )?{KIN}
(?:mama|mum|mom|dad|papa|(?:she|he) was in the \w+(?: \w+)? in \w+)[^?!]{{0,60}}(?:she|he|they) never came (?:out|back|home)
(?:мой|моя|мои|мій|моя|мої) \w+ (?:погиб|загину|умер|помер|убит|вбит)\w*
m[oó]j\w* \w+ (?:zgin|umar|poleg)\w*
mein\w* \w+ (?:ist|sind|wurden?) (?:\w+ ){{0,3}}(?:gefallen|gestorben|get[oö]tet|tot|umgekommen)
m(?:on|a|es) \w+ (?:est|sont|a [eé]t[eé]) (?:mort|tu[eé]|d[eé]c[eé]d[eé])\w*
i (?:was|have been|got) (?:in (?:the|a) (?:basement|cellar|bomb shelter|shelter)|under (?:fire|shelling|bombs|occupation)|raped|tortured|shot at|bombed)
""")
NOT_MEANT = cues("""
if
imagine
suppose
as if
let's say
""")

STUDY = cues("""
(?:a|an|the|one|recent|new|many|some|several|various) (?:\\w+ ){0,3}(?:study|studies|survey|surveys|poll|polls|report|reports|paper|research|analysis|experiment)
(?:studies|statistics|scientists|researchers|experts|polls|surveys) (?:\\w+ )?(?:show|shows|say|says|prove|proves|proved|proven|confirm|confirmed|found|agree|estimate|estimated)
(?:according to|published (?:by|in)|research (?:by|from|at)) (?:\\w+ ){0,3}(?:university|institute|harvard|oxford|cambridge|stanford|yale|mit|rand|think ?tank|journal|study|survey|poll|statistics|experts|scientists|researchers)
(?:professor|prof\\.?|dr\\.?) [A-Z]\\w+
statistically
""")
EXACT = cues(r"""
\d+(?:[.,]\d+)? ?(?:%|percent|per cent|pct)
\d+(?:[.,]\d+)? out of \d+
""")
