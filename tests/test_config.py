"""Settings: which source counts, what is refused, and in what words."""

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app.ports import Level
from bot.config import load
from bot.core.errors import BadContent
from bot.core.quiet import Quiet
from bot.settings import LogFormat, Settings, entries

COUNT = "DEBATE_BOT_ROUNDS__OPEN_ROUNDS_PER_PERSON"
NO_COUNT = "must be a whole number from 1 to 100"
EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded(text: str, **environ: str) -> Settings:
    """The settings that a `config.yaml` in the current folder and an environment make."""
    Path("config.yaml").write_text(text, encoding="utf-8")
    return load(environ=environ)


def refusal(text: str, **environ: str) -> list[str]:
    """The problems that the same are refused for."""
    with pytest.raises(BadContent) as caught:
        loaded(text, **environ)
    return list(caught.value.problems)


def test_the_example_holds_exactly_the_defaults() -> None:
    assert load(EXAMPLE, environ={}) == Settings() == load(environ={})


def test_the_example_names_every_setting() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for entry in entries():
        assert f"{entry.section}:" in lines
        assert any(line.startswith(f"  {entry.key}:") for line in lines)


def test_defaults_are_what_the_contract_says() -> None:
    settings = load(environ={})
    assert settings.rounds.level is Level.SHARP
    assert settings.rounds.open_rounds_per_person == 3
    assert settings.rounds.lobby_offer_after == 300_000
    assert settings.rounds.quiet_hours == (22 * 60, 7 * 60)
    assert settings.rounds.time_zone is UTC
    assert settings.jobs.lease == 30_000


def test_the_database_is_kept_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    url = load(environ={}).database.url
    assert isinstance(url, Path)
    assert url.name == "debate-bot.sqlite3"
    assert not url.parent.exists(), "asking where must not make it"


def test_what_counts_most_wins() -> None:
    written = "database:\n  url: file.sqlite3\n"
    generic = {"DEBATE_BOT_DATABASE__URL": "generic.sqlite3"}
    named = generic | {"DEBATE_BOT_DB": "named.sqlite3"}
    flag = {"database.url": "flag.sqlite3"}
    assert load(environ={}, flags={"database.url": None}) == Settings()
    assert loaded(written).database.url == Path("file.sqlite3")
    assert loaded(written, **generic).database.url == Path("generic.sqlite3")
    assert loaded(written, **named).database.url == Path("named.sqlite3")
    assert load(environ=named, flags=flag).database.url == Path("flag.sqlite3")


def test_given_as_nothing_means_not_given() -> None:
    settings = loaded("rounds:\n  pace:\nlog:\n", DEBATE_BOT_DB="", DEBATE_BOT_ROUNDS__PACE=" ")
    assert settings == Settings()


@pytest.mark.parametrize("text", ["", "\n", "# all comments\n\n  # and blanks"])
def test_a_file_of_comments_holds_the_defaults(text: str) -> None:
    assert loaded(text) == Settings()


def test_a_path_in_the_file_starts_at_its_folder() -> None:
    folder = Path("etc")
    folder.mkdir()
    file = folder / "bot.yaml"
    file.write_text("database: {url: x.sqlite3}\nprompts: {folder: ../mine}\n", encoding="utf-8")
    settings = load(file, environ={})
    assert settings.database.url == folder / "x.sqlite3"
    assert settings.prompts.folder == folder / "../mine"
    assert load(file, environ={"DEBATE_BOT_PROMPTS": "here"}).prompts.folder == Path("here")


def test_an_address_is_no_path() -> None:
    url = "postgresql+asyncpg://localhost/debates"
    assert loaded(f"database: {{url: '{url}'}}").database.url == url


def test_an_address_is_not_shown() -> None:
    settings = loaded("", DEBATE_BOT_DB="postgresql://u:hidden@localhost/d")
    assert settings.database.url == "postgresql://u:hidden@localhost/d"
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("written", "milliseconds"), [("30", 30_000), ("0.1", 100), ("2.5", 2_500), ("'7'", 7_000)]
)
def test_durations_are_seconds_to_a_tenth(written: str, milliseconds: int) -> None:
    assert loaded(f"jobs: {{lease: {written}}}").jobs.lease == milliseconds


def test_quiet_hours_take_the_time_zones_offset_of_the_day() -> None:
    rounds = loaded("rounds: {quiet_hours: 21:30-6:00, time_zone: Europe/Lisbon}").rounds
    january, july = 1_767_225_600_000, 1_782_864_000_000
    assert rounds.time_zone == ZoneInfo("Europe/Lisbon")
    assert rounds.quiet(january) == Quiet(start=21 * 60 + 30, end=6 * 60, offset=0)
    assert rounds.quiet(july) == Quiet(start=21 * 60 + 30, end=6 * 60, offset=60)


def test_quiet_hours_can_be_off() -> None:
    assert loaded("rounds: {quiet_hours: off}").rounds.quiet(0) is None


def test_discord_and_the_server_are_set_by_named_variables() -> None:
    environ = {"BOT_HOST": "::1", "BOT_PORT": "0", "DISCORD_API_BASE": "http://[::1]:9/api/v10/"}
    settings = loaded("discord: {message_content: yes}\n", **environ)
    assert (settings.server.host, settings.server.port) == ("::1", 0)
    assert settings.discord.api_base == "http://[::1]:9/api/v10"
    assert settings.discord.message_content


def test_shards_are_numbers_below_their_count() -> None:
    assert loaded("discord: {shard_count: 10, shard_ids: '9, 1,1'}").discord.shard_ids == (1, 9)
    assert loaded("discord: {shard_ids: 0, shard_count: 1}").discord.shard_ids == (0,)
    alone, beyond = refusal("discord: {shard_ids: 0}"), {"shard_count": 2, "shard_ids": 2}
    assert alone == ["discord.shard_ids: set discord.shard_count too: how many there are in all"]
    [problem] = refusal(f"discord: {beyond}")
    assert problem == "discord.shard_ids: there is no shard 2: they are numbered from 0 to 1"


def test_other_programs_variables_are_no_errors() -> None:
    environ = {
        "DISCORD_TOKEN": "x",
        "SLACK_BOT_TOKEN": "y",
        "BOT_TOKEN": "1",
        "DEBATE_BOT_KILL_AT": "read#2",
    }
    assert load(environ=environ | {"DEBATE_BOT_LOG__FORMAT": "json"}).log.format is LogFormat.JSON


MISTAKES = [
    ("round:\n", 'config.yaml:1:1: there is no section "round" (did you mean "rounds"?)'),
    ("zebra: 1\n", 'config.yaml:1:1: there is no section "zebra"'),
    (
        "log:\n  levle: info\n",
        'config.yaml:2:3: log has no setting "levle" (did you mean "level"?)',
    ),
    (
        "log: {level: inof}\n",
        (
            'config.yaml:1:14: "inof" is not one of debug, info, warning or error'
            ' (did you mean "info"?)'
        ),
    ),
    ("log:\n  level: [info]\n", "config.yaml:2:10: must be one text"),
    ("jobs: 3\n", "config.yaml:1:7: must hold settings, one to a line, indented"),
    (
        "- jobs\n",
        (
            "config.yaml:1:1: must hold sections:"
            " database, prompts, rounds, jobs, discord, slack, server and log"
        ),
    ),
    (
        "jobs: {lease: 0.25}\n",
        "config.yaml:1:15: must be seconds from 0.1 to 3600, decimals to a tenth",
    ),
    (
        "jobs: {lease: soon}\n",
        "config.yaml:1:15: must be seconds from 0.1 to 3600, decimals to a tenth",
    ),
    (
        "jobs: {lease: nan}\n",
        "config.yaml:1:15: must be seconds from 0.1 to 3600, decimals to a tenth",
    ),
    ("rounds: {open_rounds_per_person: 0}\n", f"config.yaml:1:34: {NO_COUNT}"),
    ("rounds: {open_rounds_per_person: 1.5}\n", f"config.yaml:1:34: {NO_COUNT}"),
    (
        "rounds: {quiet_hours: 25:00-07:00}\n",
        'config.yaml:1:23: must be hours of a day such as "22:00-07:00", or off',
    ),
    (
        "rounds: {time_zone: Europe/Lisbn}\n",
        'config.yaml:1:21: "Europe/Lisbn" is no time zone (did you mean "Europe/Lisbon"?)',
    ),
    (
        "rounds: {format: Solo!}\n",
        'config.yaml:1:18: "Solo!" is no name: small letters, digits and hyphens',
    ),
    (
        "log: {level: info, level: info}\n",
        'config.yaml:1:20: duplicate key "level" (first on line 1)',
    ),
]


@pytest.mark.parametrize(("text", "problem"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_column(text: str, problem: str) -> None:
    assert refusal(text) == [problem]


def test_every_mistake_is_reported_at_once_in_order_of_line() -> None:
    text = "log: {level: loud}\njobs:\n  lease: -1\n  crew: 2\n"
    environ = {COUNT: "none", "DEBATE_BOT_ROUNDS__PAEC": "blitz"}
    assert refusal(text, **environ) == [
        'config.yaml:1:14: "loud" is not one of debug, info, warning or error',
        "config.yaml:3:10: must be seconds from 0.1 to 3600, decimals to a tenth",
        'config.yaml:4:3: jobs has no setting "crew"',
        f"{COUNT}: {NO_COUNT}",
        (
            "DEBATE_BOT_ROUNDS__PAEC: there is no such setting"
            ' (did you mean "DEBATE_BOT_ROUNDS__PACE"?)'
        ),
    ]


def test_a_slip_in_a_named_variable_is_reported() -> None:
    assert refusal("", DEBATE_BOT_PROMTS="x") == [
        'DEBATE_BOT_PROMTS: there is no such setting (did you mean "DEBATE_BOT_PROMPTS"?)'
    ]


def test_a_value_that_is_overruled_is_still_checked() -> None:
    assert refusal("rounds: {open_rounds_per_person: no}\n", **{COUNT: "2"}) == [
        f"config.yaml:1:34: {NO_COUNT}"
    ]


def test_a_bad_flag_is_named() -> None:
    with pytest.raises(BadContent) as caught:
        load(
            environ={},
            flags={"rounds.open_rounds_per_person": "many", "database.url": "~nobody-here/x"},
        )
    assert caught.value.problems == (
        "--db: no such home folder: ~nobody-here/x",
        f"rounds.open_rounds_per_person: {NO_COUNT}",
    )


def test_a_named_file_must_be_there() -> None:
    with pytest.raises(BadContent) as caught:
        load(Path("mine.yaml"), environ={})
    assert caught.value.problems == ("mine.yaml: cannot be read: No such file or directory",)


SECRETS = [
    ("discord_token: hush\n", "1:1", "set the variable DISCORD_TOKEN"),
    ("slack_app_token: hush\n", "1:1", "set the variable SLACK_APP_TOKEN"),
    ("log:\n  signing_secret: hush\n", "2:3", "set the variable SLACK_SIGNING_SECRET"),
    ("log:\n  api_key: hush\n", "2:3", "keep it in the environment"),
    ("database:\n  password: hush\n", "2:3", "set the variable DEBATE_BOT_DB"),
    (
        "database:\n  url: postgresql://me:hush@localhost/d\n",
        "2:8",
        "set the variable DEBATE_BOT_DB",
    ),
    (
        "database:\n  url: postgresql://localhost/d?user=me&password=hush\n",
        "2:8",
        "set the variable DEBATE_BOT_DB",
    ),
]


@pytest.mark.parametrize(("text", "place", "instead"), SECRETS)
def test_a_secret_in_a_file_is_refused_and_not_repeated(
    text: str, place: str, instead: str
) -> None:
    problem = f"a secret does not belong in a file: take it out and {instead} instead"
    assert refusal(text) == [f"config.yaml:{place}: {problem}"]


def test_a_secret_is_found_in_a_section_that_there_is_not() -> None:
    assert refusal("discrod:\n  token: hush\n") == [
        'config.yaml:1:1: there is no section "discrod" (did you mean "discord"?)',
        (
            "config.yaml:2:3: a secret does not belong in a file:"
            " take it out and set the variable DISCORD_TOKEN instead"
        ),
    ]
