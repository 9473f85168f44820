"""Phrases that tell what a speaker does with a claim: reports it, grants it, denies it."""

from bot.reading.patterns import cues

REPORTED = cues("""
(?:they|you|he|she|people|some(?: people)?|others|many|critics|politicians|everyone|it is|it's) (?:also |still |now |always |often |just |only |will |would |might |may |like to |keep |are |have |all )?(?:say|says|said|saying|argue|argues|argued|claim|claims|claimed|think|thinks|believe|believes|tell|tells|told|warn|warns|warned|fear|fears|feared|worry|worries|insist|insists|suggest|suggests|pretend|pretends|repeat|repeats|talk|talks|call|calls|called|ask|asks|asked|want us to believe|promise|promised|answer|answered)
(?:my|our|the|your)(?: other)? (?:opponents?|opposition|other (?:side|team|sides)|friends?|colleagues?|side across|speaker|previous speaker|first speaker)
(?:the )?(?:opponents?|opposition|other side|other team|previous speaker)
we (?:heard|are told|were told|have heard|keep hearing|just heard)
i (?:heard|hear)
according to (?:them|you|him|her|my opponents?|the other side)
you just said
your (?:point|argument|claim|case|plan|fear|worry|idea|answer|side|whole)
their (?:point|argument|claim|case|plan|fear|worry|idea|answer|side|whole|first|second|main|biggest|only)
(?:the|this|that) (?:argument|claim|idea|fear|worry|objection|story|point) (?:that|about|of)
supposedly
so-called
the usual (?:argument|objection|answer|fear)
""")

CONCEDED = cues("""
granted
(?:i|we) (?:do |must |will |can |have to |fully |also |completely )?(?:concede|admit|accept|grant|acknowledge|agree)(?: that| with| on| this)?
(?:you|they|my opponents?|he|she|the other side) (?:are|is|have|has|may be|might be)? ?(?:right|correct|a (?:fair|good|valid) point)(?: that| about| on| there)?
(?:you're|they're|he's|she's) right
(?:that|this|it) is (?:a )?(?:fair|good|valid)(?: point)?
(?:that's|that is|it is|it's|this is) (?:quite |very |partly |certainly |of course )?true
fair point
good point
true enough
""")

FULLY = cues("""
(?:i|we) (?:do |must |will |can |have to |fully |completely )?(?:concede|grant)
granted
(?:you|they) are right
(?:you're|they're) right
(?:i|we) (?:do |must |fully |completely )?agree (?:that|with (?:you|them|my opponents?))
""")

CONTRAST = cues("""
but
however
yet
though
although
nevertheless
nonetheless
still
instead
in (?:reality|fact|truth)
actually
the (?:truth|opposite|problem|fact|reality) is
on the contrary
except
rather
not so
no
wrong
""")

BREAKS = cues("""
but
however
yet
although
though
whereas
while
even though
nevertheless
""")

ATTACK = cues("""
not
never
no
nobody
none
nothing
nowhere
neither
cannot
can't
cant
won't
wont
don't
dont
doesn't
doesnt
didn't
didnt
isn't
isnt
aren't
arent
wasn't
weren't
wouldn't
wouldnt
couldn't
shouldn't
hasn't
haven't
wrong
false
untrue
mistake
mistaken
myth
nonsense
bluff(?:s|ed|ing)?
overblown
exaggerat(?:e|es|ed|ion|ing)
unlikely
fails?
ignores?
forgets?
misses
misleading
contradicts?
contradiction
excuse
propaganda
backwards
upside down
the opposite
hardly
barely
without
lack of
illusion
empty
unproven
no (?:proof|evidence|sign|reason)
if that (?:is|were|was) (?:true|so)
then why
why (?:then|did|does|do|would|has|have|is|are)
how (?:can|could|would|will|does|do|is|are)
who (?:would|will|says|said)
really
even if
""")

REFERRING = cues("""
they
them
their
you
your
my opponents?
the (?:opponents?|opposition|other side|other team|previous speaker)
that (?:argument|point|claim|plan|fear|idea|logic|answer)
this (?:argument|point|claim|plan|fear|idea|logic|answer)
we (?:heard|are told|were told|just heard)
""")

HYPOTHETICAL = cues("""
if
suppose
imagine
would
could
might
may
maybe
perhaps
""")

# A whole statement is denied, before it or after it.
DENIED = cues("""
(?:it is|it's|it was|that is|that's) (?:simply |just |plainly |quite |also )?(?:false|wrong|untrue|incorrect|a lie|a myth|nonsense|not true|not right|not correct|not the case|not so) (?:that|to say)
(?:it )?(?:isn't|is not|wasn't|was not) (?:true|right|correct|the case|so) (?:that|to say)
(?:i|we|nobody|no one|they) (?:deny|denies|doubt|doubts|dispute|disputes|do not believe|don't believe|never said) that
nobody (?:says|said|claims|claimed|knows)
(?:it is|it's) (?:a |an )?(?:false|wrong|mistaken|invented|made-up) (?:claim|figure|number|story|statement)
(?:is|are|was) (?:simply |just |plainly )?(?:false|a lie|a myth|untrue|not true|made up|invented)[.!]?$
(?:there is|there's) no (?:proof|evidence|sign) that
""")
