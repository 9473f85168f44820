"""Phrases that speak to whoever marks instead of to the debate, in the languages we have met.

"Judges, weigh this" is good debating and is not here: what is here asks for marks, tells a marker to
forget its rules, or dresses up as a marker's own output.
"""

from bot.reading.patterns import anywhere, cues

_FORGET = (
    r"(?:ignore|disregard|forget|skip|override|bypass|"
    r"(?:do not|don't|stop) (?:use|using|apply|applying|follow|following))"
)
_RULES = (
    r"(?:instructions?|prompts?|rubrics?|criteria|criterion|guidelines?|system (?:message|prompt)|"
    r"(?:marking|grading|scoring) (?:scheme|rules?))"
)
_OLD = r"(?:previous|prior|above|earlier|preceding|existing|former|original|your|system)"
_MARKS = r"(?:marks?|points?|scores?|grades?|bands?|ratings?|stars?)"
_TOP = (
    r"(?:full|maximum|maximal|max|top|highest(?: possible)?|perfect|best possible|excellent|"
    r"outstanding|100|hundred|10/10|100/100|a\+)"
)
_GIVE = r"(?:give|award|grant|assign|rate|mark|score|grade)"
_THIS = r"(?:this|my|the|our) (?:speech|text|answer|argument|response|entry|submission|essay)"
_MARKER = (
    r"(?:ai|graders?|markers?|chatgpt|gpt|llm|language model|model|assistant|claude|evaluators?)"
)

ENGLISH = cues(rf"""
{_FORGET} (?:\w+ ){{0,3}}{_RULES}
{_FORGET} (?:\w+ ){{0,3}}{_OLD} (?:\w+ ){{0,2}}(?:rules?|text|commands?|directions?|orders?)
(?:new|updated|hidden|system|secret) (?:instructions?|prompts?) ?:
{_GIVE} (?:\w+ ){{0,5}}{_TOP} (?:\w+ ){{0,2}}{_MARKS}
{_GIVE} (?:me|us|this|it|{_THIS}) (?:\w+ ){{0,3}}(?:100|10/10|100/100|excellent|a\+|the highest|the maximum)
{_THIS} (?:\w+ ){{0,2}}(?:deserves?|must get|must receive|should get|should receive|merits?|earns?|is (?:to be )?(?:rated|graded|marked|scored)) (?:\w+ ){{0,4}}(?:{_MARKS}|100|10/10|100/100|excellent)
{_MARKS} ?(?:=|:|should be|must be) ?(?:100|[5-9]\d|full|maximum|max|highest|perfect|excellent|10/10)
(?:note|message|instructions?|hint|memo) (?:to|for) (?:the |our |all |any |whichever )?(?:\w+ )?{_MARKER}
{_MARKER} ?[,:] ?(?:please )?(?:{_GIVE}|ignore|disregard|forget|output|return)
(?:you are|you're|act as|pretend to be|behave as|from now on you are) (?:now )?(?:an? |the |my |in )?(?:\w+ ){{0,3}}(?:{_MARKER}|chatbot|examiner|debug mode|developer mode|admin mode)
(?:the )?(?:judge|bot|system|{_MARKER}) (?:must|should|has to|will|shall|is (?:required|instructed|ordered|told) to) (?:\w+ ){{0,2}}(?:give|award|assign|output|return) (?:\w+ ){{0,5}}(?:{_MARKS}|{_TOP})
(?:do not|don't|never) (?:deduct|subtract|take off) (?:\w+ ){{0,2}}{_MARKS}
(?:give|award|grant) (?:me|us|this speech) (?:the )?(?:best|highest|good) (?:possible )?{_MARKS}
(?:do not|don't|never) (?:penali[sz]e|flag) (?:me|this|it|my)
""")

# German, French, Spanish, Italian, Portuguese, Dutch, Polish, Romanian, Russian, Ukrainian, Czech,
# Turkish, Swedish, Indonesian, Hindi, Arabic, Hebrew.
OTHERS = cues(r"""
(?:ignorier(?:e|en sie)?|vergiss|missachte|vergessen sie) (?:\w+ ){0,4}(?:anweisung(?:en)?|regeln|vorgaben|instruktionen|kriterien)
(?:gib|geben sie|vergib|bewerte|bewerten sie) (?:\w+ ){0,5}(?:volle|h[öo]chste|maximale|beste|sehr gut|100|volle punktzahl|bestnote)(?: \w+)?
(?:ignorez?|oubliez?|ne tenez pas compte) (?:\w+ ){0,4}(?:instructions?|consignes?|r[eè]gles?|crit[eè]res?)
(?:donnez?|attribuez?|mettez|mets|accordez?)[- ](?:\w+[- ]){0,5}(?:maximum|maximale|tous les points|meilleure note|100|20/20|parfaite?|excellente?)
(?:ignor[ae]|olvida|olvide|descarta) (?:\w+ ){0,4}(?:instrucciones|reglas|indicaciones|criterios|normas)
(?:dame|deme|da|otorga|otorgue|asigna|pon|ponme|califica) (?:\w+ ){0,5}(?:m[aá]xim[ao]s?|puntuaci[oó]n|nota|puntos|100|excelente|perfecta?)
(?:ignora|dimentica|trascura) (?:\w+ ){0,4}(?:istruzioni|regole|criteri|indicazioni)
(?:dammi|assegna|dai|d[aà]) (?:\w+ ){0,5}(?:massimo|massima|punteggio pieno|punti|100|eccellente|voto)
(?:ignore|esque[cç]a|desconsidere) (?:\w+ ){0,4}(?:instru[cç][oõ]es|regras|crit[eé]rios)
(?:d[eêa]|atribua|dê-me) (?:\w+ ){0,5}(?:m[aá]xim[ao]|pontua[cç][aã]o|pontos|100|excelente)
(?:negeer|vergeet) (?:\w+ ){0,4}(?:instructies|regels|criteria|aanwijzingen)
geef (?:\w+ ){0,5}(?:volle|hoogste|maximale|maximum|100|punten|cijfer)
(?:zignoruj|ignoruj|pomi[nń]|zapomnij) (?:\w+ ){0,4}(?:instrukcj\w+|polece\w+|zasad\w*|regu[lł]\w*|kryteri\w+)
(?:daj|przyznaj|wystaw|oce[nń]) (?:\w+ ){0,5}(?:maksymaln\w+|najwy[zż]sz\w+|100|punkt\w*|ocen\w*)
(?:ignor[aă]|uit[aă]) (?:\w+ ){0,4}(?:instruc[tț]iuni\w*|reguli\w*|criterii\w*)
(?:игнорируй(?:те)?|забудь(?:те)?|проигнорируй(?:те)?|не обращай(?:те)? внимания) (?:\w+ ){0,5}(?:инструкци\w+|указани\w+|правил\w*|критери\w+)
(?:поставь(?:те)?|дай(?:те)?|оцени(?:те)?|присвой(?:те)?) (?:\w+ ){0,5}(?:максимальн\w+|высш\w+|наивысш\w+|100|отлично|балл\w*|оценк\w*)
(?:ігноруй(?:те)?|забудь(?:те)?|проігноруй(?:те)?|не зважай(?:те)?) (?:\w+ ){0,5}(?:інструкці\w+|вказівк\w+|правил\w*|критері\w+)
(?:постав(?:те)?|дай(?:те)?|оціни(?:ть|те)?) (?:\w+ ){0,5}(?:максимальн\w+|найвищ\w+|100|відмінно|бал\w*|оцінк\w*)
(?:ignoruj(?:te)?|zapome[nň](?:te)?) (?:\w+ ){0,4}(?:pokyn\w*|instrukc\w+|pravid\w+)
(?:[öo]nceki|yukar[ıi]daki|t[üu]m|b[üu]t[üu]n) (?:\w+ ){0,3}(?:talimat\w*|kural\w*)
(?:tam|en y[üu]ksek|maksimum) (?:puan|not)\w* ver\w*
ignorera (?:\w+ ){0,4}(?:instruktion\w*|regler\w*)
abaikan (?:\w+ ){0,4}(?:instruksi|perintah|aturan)
(?:पिछले|सभी|ऊपर) .{0,30}(?:अनदेखा|नज़रअंदाज़|भूल)
تجاهل .{0,30}(?:التعليمات|الأوامر|القواعد|تعليمات)
התעלם .{0,20}(?:הוראות|כללים)
""")

# Scripts without spaces between words, and forms that words cannot be counted in.
# Scripts without spaces between words.
UNSPACED = anywhere(r"""
(?:忽略|无视|忽視|忘记|忘掉).{0,15}(?:指令|指示|说明|規則|规则|要求|提示)
(?:给|給|打).{0,8}(?:满分|滿分|最高分|100分)
(?:指示|命令|ルール|プロンプト).{0,8}(?:無視|忘れ)
(?:満点|最高点|100点).{0,10}(?:ください|与え|つけ|して)
(?:지시|명령|규칙|프롬프트).{0,8}(?:무시|잊)
(?:만점|최고 ?점수|100점).{0,8}(?:주|매|부여)
""")

# A marker's own output, or a change of speaker, dressed up as a speech.
SHAPES = anywhere(r"""
<\|?/?(?:im_start|im_end|system|assistant|user|endoftext|instructions?|judge|admin)[^<>]{0,20}\|?>
\[/?(?:INST|SYSTEM|ADMIN|JUDGE|ASSISTANT)\]
(?:^|\n) *(?:#{1,6} *)?(?:system|assistant|developer|admin|grader|marker) ?:[ ]
(?:^|\n) *#{1,6} *(?:new |system |updated |important )*(?:instructions?|prompt|override)
["']?(?:total|points|score|band|grade|marks?|rating)["']? *[:=] *["']?(?:100|[5-9]\d|excellent)\b
["'](?:total|points|score|band|grade|marks?|rating)["'] *:[ ]
<!--
(?:-{2,}|={2,}|\[|<) *(?:end|begin|beginning|start) of (?:the |this )?(?:speech|prompt|instructions?|input|student|text)
""")
