"""Lists of chapters as other programs and people write them."""

from __future__ import annotations

import pytest

from notesapp.errors import FileTrouble
from notesapp.formats.decoding import decode
from notesapp.formats.readers import READERS, reader_of
from notesapp.formats.reading import ChapterReading


def read(text: str, key: str, **options: str) -> ChapterReading:
    reader = reader_of(text)
    assert reader is not None
    assert reader.key == key
    return reader.read(text, options)


def found(text: str, key: str, **options: str) -> list[tuple[int, str]]:
    return [(c.start_ms, c.title) for c in read(text, key, **options).chapters]


def remarks(reading: ChapterReading) -> str:
    return " ".join(remark.message for remark in reading.remarks)


def test_mp4chaps_with_links_other_decimals_and_other_lines():
    reading = read(
        "00:00:00.000 Intro <https://a.b/?x=1&y=2>\n"
        "Words of mine\n\n"
        "00:01:01.5 Less <3 than> this\n"
        "00:02:00 Whole <nolink>\n"
        "00:03:00.123456 Fine\n",
        "mp4chaps",
    )
    assert [(c.start_ms, c.title, c.url, c.line) for c in reading.chapters] == [
        (0, "Intro", "https://a.b/?x=1&y=2", 1),
        (61_500, "Less <3 than> this", "", 4),
        (120_000, "Whole <nolink>", "", 5),
        (180_123, "Fine", "", 6),
    ]
    assert reading.kept == ((2, "Words of mine"),)


def test_ogm_in_both_spellings_and_with_addresses():
    text = (
        "CHAPTER01=00:00:00.000\nCHAPTERNAME01=One = 1\n"
        "chapter02=00:01:01,500\nCHAPTER02NAME=Two\nCHAPTER02URL=https://a.b/\n"
        "CHAPTER04NAME=No time\nsomething else\n"
    )
    reading = read(text, "ogm")
    assert [(c.start_ms, c.title, c.url) for c in reading.chapters] == [
        (0, "One = 1", ""),
        (61_500, "Two", "https://a.b/"),
    ]
    assert [line for line, _ in reading.kept] == [6, 7]
    assert "no time for this name" in remarks(reading)


def test_webvtt_with_names_tags_entities_settings_and_notes():
    text = (
        "WEBVTT - Episode 3\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
        "first\n00:00.000 --> 01:01.500 align:start\n<v Ana>Tom &amp; &lt;2&gt;</v>\nmore\n\n"
        "00:01:01.500 --> 00:02:00.000\n<c.big>Two</c> <00:01:20.000>later\n"
    )
    reading = read(text, "webvtt")
    assert reading.title == "Episode 3"
    assert [(c.start_ms, c.end_ms, c.title) for c in reading.chapters] == [
        (0, 61_500, "Tom & <2> more"),
        (61_500, 120_000, "Two later"),
    ]
    assert reading.kept == ((3, "NOTE made by hand"), (8, "first"))


def test_srt_as_windows_writes_it():
    data = b"\xef\xbb\xbf1\r\n00:00:00,000 --> 00:00:10,000\r\nK\xc3\xa4se\r\n\r\n2\r\n"
    data += b"0:00:20.5 --> 00:00:30,000\r\nTwo\r\nlines\r\n3\r\n00:01:00,000 --> 00:01:01,000\r\n3"
    assert found(decode(data).text, "srt") == [(0, "Käse"), (20_500, "Two lines"), (60_000, "3")]


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_subtitles_of_every_word_are_no_chapters(head: str):
    cues = [
        f"{n + 1}\n00:00:{4 * n:02d},000 --> 00:00:{4 * n + 3:02d},000\nwords\n" for n in range(9)
    ]
    assert reader_of(head + "\n".join(cues)) is None
    assert reader_of(head + "\n".join(cues[:7])) is not None


def test_ffmetadata_unescapes_and_knows_other_bases():
    text = (
        ";FFMETADATA1\ntitle=A \\= B\nencoder=Lavf60\nartist=Ana\n; a word\n"
        "[CHAPTER]\nTIMEBASE=1/1\nSTART=61\nEND=62\ntitle=one\\\\two\\; three\\\nfour \\#5\n"
        "[CHAPTER]\nSTART=1500000000\nEND=2000000000\ntitle=nano\nurl=https://a.b/\n"
        "[STREAM]\nlanguage=eng\n[CHAPTER]\ntitle=lost\n"
    )
    reading = read(text, "ffmetadata")
    assert reading.title == "A = B"
    assert [(c.start_ms, c.end_ms, c.title, c.url, c.line) for c in reading.chapters] == [
        (1500, 2000, "nano", "https://a.b/", 12),
        (61_000, 62_000, "one\\two; three four #5", "", 6),
    ]
    kept = dict(reading.kept)
    assert kept[4] == "artist=Ana"
    assert kept[18] == "language=eng"
    assert kept[20] == "lost"
    assert 3 not in kept
    assert "sorted" in remarks(reading)
    assert "no start" in remarks(reading)


def test_cue_sheets_of_other_programs():
    text = (
        'REM DATE 2026\nperformer "Ana"\nTITLE "All of it"\nFILE "C:\\a b.wav" WAVE\n'
        "  TRACK 01 AUDIO\n    TITLE Bare\n    FLAGS DCP\n    INDEX 00 00:00:00\n"
        '    INDEX 01 00:01:00\n  TRACK 02 AUDIO\n    TITLE "Two"\n    PERFORMER "Tom"\n'
        "    INDEX 01 130:02:37\n    INDEX 02 131:00:00\n  TRACK 03 AUDIO\n    INDEX 01 1:99:00\n"
    )
    reading = read(text, "cue")
    assert (reading.title, reading.podcast, reading.audio) == ("All of it", "Ana", "C:\\a b.wav")
    assert [(c.start_ms, c.title, c.line) for c in reading.chapters] == [
        (1000, "Bare", 5),
        (7_802_494, "Two", 10),
    ]
    assert [line for line, _ in reading.kept] == [1, 12, 16]


def test_a_cue_sheet_of_several_files_is_refused():
    text = 'FILE "a.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE "b.wav" WAVE\n'
    with pytest.raises(FileTrouble, match="several audio files"):
        read(text, "cue")


def test_audacity_with_commas_and_frequencies():
    text = "0,000000\t0,000000\tIntro\n61,5\t70,25\tZwei\tTabs\n\\\t100.0\t200.0\n1e3\t2\tx\n"
    reading = read(text, "audacity")
    assert [(c.start_ms, c.end_ms, c.title) for c in reading.chapters] == [
        (0, None, "Intro"),
        (61_500, 70_250, "Zwei Tabs"),
    ]
    assert [line for line, _ in reading.kept] == [4]


@pytest.mark.parametrize(
    ("time", "ms"),
    [("1:01.500", 61_500), ("0:01:01.500", 61_500), ("61.5", 61_500), ("61", 61_000)],
)
def test_reaper_in_every_unit_of_time(time: str, ms: int):
    text = f'#,Name,Start,End,Length,Color\nM1,"a, ""b""",{time},,,FF0000\n'
    assert found(text, "reaper") == [(ms, 'a, "b"')]


def test_reaper_regions_and_frames():
    text = "#,Name,Start,End,Length\nR1,x,00:01:01:12,00:01:02:00,\nM2,words,later,,\n"
    reading = read(text, "reaper")
    assert [(c.start_ms, c.end_ms) for c in reading.chapters] == [(61_480, 62_000)]
    assert reading.kept == ((3, "M2,words,later,,"),)
    assert "25 are taken" in remarks(reading)
    assert read(text, "reaper", fps="24").chapters[0].start_ms == 61_500


def test_reaper_s_bars_and_samples_are_refused_in_words():
    head = "#,Name,Start,End,Length\nM1,a,"
    with pytest.raises(FileTrouble, match="ruler to minutes:seconds and export"):
        read(head + "5.1.00,,", "reaper")
    with pytest.raises(FileTrouble, match="are samples"):
        read(head + "2712150,,", "reaper")
    assert found(head + "2712150,,\nM2,b,48000,,", "reaper", rate="44100") == [
        (1088, "b"),
        (61_500, "a"),
    ]


def test_audition_with_its_own_columns():
    text = (
        "Name\tStart\tDuration\tTime Format\tType\tDescription\n"
        "One\t0:00.000\t0:00.000\tdecimal\tCue\t\n"
        'Marker "2"\t1:01:01.500\t0:10.000\tdecimal\tSubclip\tAbout it\n'
        "Three\t61:02,5\t0:00.000\tdecimal\tCue\n"
    )
    reading = read(text, "audition")
    assert [(c.start_ms, c.end_ms, c.title) for c in reading.chapters] == [
        (0, None, "One"),
        (3_661_500, 3_671_500, 'Marker "2"'),
        (3_662_500, None, "Three"),
    ]
    assert reading.kept == ((3, "About it"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "head",
    [
        "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t",
        "Markenname\tBeschreibung\tIn\tOut\tDauer\tMarkentyp",
    ],
)
def test_premiere_in_any_language_and_encoding(encoding: str, head: str):
    text = (
        f"{head}\r\nIntro\t\t00:00:00:00\t00:00:00:00\t00:00:00:00\tChapter\t\r\n"
        "Käse\tmore of it\t00:01:01:12\t00:01:02:00\t00:00:00:13\tComment\t\r\nwords\t\t\r\n"
    )
    reading = read(decode(text.encode(encoding)).text, "premiere")
    assert [(c.start_ms, c.end_ms, c.title) for c in reading.chapters] == [
        (0, None, "Intro"),
        (61_480, 62_000, "Käse"),
    ]
    assert reading.kept == ((3, "more of it"), (4, "words"))
    assert "25 are taken" in remarks(reading)


def test_time_codes_that_drop_numbers_keep_to_the_clock():
    head = "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\n"
    code = "01:00:00;00"
    text = f"{head}a\t\t{code}\t{code}\t00:00:00;00\tChapter\n"
    assert found(text, "premiere", fps="29.97") == [(3_599_997, "a")]
    assert found(text.replace(";", ":"), "premiere", fps="29.97") == [(3_603_600, "a")]


def test_frames_per_second_nobody_knows():
    with pytest.raises(FileTrouble, match=r"Choose: 23\.976, 24, 25"):
        read("Marker Name\tIn\tMarker Type\na\t00:00:01:00\tChapter\n", "premiere", fps="26")


EVENT = "001  AX      V     C        {0} {0} {0} {0}\n"


def test_edit_lists_begin_at_the_hour_of_the_first_marker_or_as_told():
    text = "TITLE: Cut\nFCM: NON-DROP FRAME\n\n"
    text += EVENT.format("02:00:31:05") + "a note |C:ResolveColorRed |M:One | two |D:26\n\n"
    text += "* FROM CLIP NAME: x.mov\n* LOC: 02:01:00:00 BLUE    Three\n"
    reading = read(text, "edl", fps="25")
    assert [(c.start_ms, c.end_ms, c.title) for c in reading.chapters] == [
        (31_200, 32_240, "One | two"),
        (60_000, None, "Three"),
    ]
    assert reading.title == "Cut"
    assert reading.kept == ((5, "a note"), (7, "* FROM CLIP NAME: x.mov"))
    assert read(text, "edl", start="1").chapters[0].start_ms == 3_631_200
    assert "25 are taken" in remarks(read(text, "edl"))
    late = read(text, "edl", start="3")
    assert late.chapters == ()
    assert "before the beginning" in remarks(late)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_people(delimiter: str):
    text = "\n".join(
        delimiter.join(row)
        for row in [
            ("Title", "Remarks", "Start time", "URL", "toc"),
            ("Intro", "", "0:00", "", ""),
            ('"Käse, ""alt""; x"', "tell Ana", "1:01.5", "https://a.b/", "no"),
            ("", "only words", "soon", "", ""),
        ]
    )
    reading = read(text, "csv")
    assert [(c.start_ms, c.title, c.url, c.toc) for c in reading.chapters] == [
        (0, "Intro", "", True),
        (61_500, 'Käse, "alt"; x', "https://a.b/", False),
    ]
    assert reading.kept[0] == (3, "tell Ana")
    assert reading.kept[1][0] == 4


def test_a_quote_that_never_ends_is_said():
    with pytest.raises(FileTrouble, match="line 2 on"):
        read('start,title\n0:00,"' + "x" * 200_000, "csv")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A show\n\n[0:00] Hello\n[1:00] Bye\n",
        "00:00 Intro\n01:00 Middle\n02:00 End\n",
        "00:00:00 Intro\n01:00:00 Middle\n",
        "Q: Why? [0:10]\n\nA: So. [0:20]\n",
        "Title, subtitle\n\nWords.\n",
        "---\ntitle: x\n---\n\n0:10 a\n",
    ],
)
def test_show_notes_are_left_to_the_importer(text: str):
    assert reader_of(text) is None


def test_no_two_readers_have_one_key():
    keys = [reader.key for reader in READERS]
    assert len(set(keys)) == len(keys)
