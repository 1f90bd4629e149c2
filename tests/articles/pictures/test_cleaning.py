"""Cleaning of pictures: metadata, orientation, colours, damaged files."""

from io import BytesIO

import pytest
from PIL import Image as PillowImage
from PIL import ImageChops, ImageCms, ImageSequence

from articles.pictures import UnreadablePicture, clean_picture, is_clean, picture_size
from tests import pictures
from tests.pictures import MARKER, encoded, gradient, opened

FORMATS = sorted(pictures.WITH_METADATA)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# Of 255, on average: a picture that is drawn again is compressed again.
SMALL = 2


def difference(first: PillowImage.Image, second: PillowImage.Image) -> int:
    """Return the largest difference between two pictures, of 255."""
    return max(ImageChops.difference(first.convert("RGB"), second.convert("RGB")).tobytes())


def average_difference(first: PillowImage.Image, second: PillowImage.Image) -> float:
    levels = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).tobytes()
    return sum(levels) / len(levels)


@pytest.mark.parametrize("name", FORMATS)
def test_no_metadata_remains_in_any_format(name):
    dirty = pictures.WITH_METADATA[name]()
    assert MARKER in dirty
    assert not is_clean(dirty)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    picture = opened(cleaned)
    assert not picture.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & set(picture.info)
    assert average_difference(picture, opened(dirty)) <= (SMALL if name == "avif" else 0)


@pytest.mark.parametrize("name", FORMATS)
def test_a_clean_picture_keeps_its_bytes(name):
    cleaned = clean_picture(pictures.WITH_METADATA[name]())
    assert is_clean(cleaned)
    assert clean_picture(cleaned) == cleaned


@pytest.mark.parametrize("name", FORMATS)
def test_cleaning_gives_the_same_bytes_each_time(name):
    dirty = pictures.WITH_METADATA[name]()
    assert clean_picture(dirty) == clean_picture(dirty)


@pytest.mark.parametrize("name", ["jpg", "png", "webp", "avif"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_the_orientation_is_applied_before_it_is_removed(name, orientation):
    dirty = pictures.WITH_METADATA[name](orientation=orientation)
    turned = {
        3: PillowImage.Transpose.ROTATE_180,
        6: PillowImage.Transpose.ROTATE_270,
        8: PillowImage.Transpose.ROTATE_90,
    }
    expected = gradient().transpose(turned[orientation])
    cleaned = clean_picture(dirty)
    assert picture_size(cleaned) == expected.size
    assert MARKER not in cleaned
    assert is_clean(cleaned)
    assert average_difference(opened(cleaned), expected) <= SMALL


@pytest.mark.parametrize("name", ["jpg", "png", "webp", "avif"])
def test_a_wide_profile_is_converted_to_srgb(name):
    """Pure green of Adobe RGB lies outside sRGB; a mid tone inside it gets other numbers for the same colour."""
    icc = pictures.profile()
    dirty = pictures.WITH_METADATA[name](icc=icc)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    assert is_clean(cleaned)
    source = opened(dirty)
    expected = ImageCms.profileToProfile(
        source.convert("RGB"), ImageCms.ImageCmsProfile(BytesIO(icc)), ImageCms.createProfile("sRGB")
    )
    assert average_difference(source, expected) > 3 * SMALL
    assert average_difference(opened(cleaned), expected) <= SMALL


def test_the_profile_of_srgb_is_removed_without_drawing_again():
    assert clean_picture(encoded(gradient(), "JPEG", icc_profile=SRGB)) == clean_picture(encoded(gradient(), "JPEG"))
    assert clean_picture(encoded(gradient(), "PNG", icc_profile=SRGB)) == encoded(gradient(), "PNG")


def test_a_profile_that_cannot_be_read_is_ignored():
    dirty = encoded(gradient(), "JPEG", icc_profile=b"no profile " + MARKER)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    assert difference(opened(cleaned), opened(dirty)) == 0


def test_a_grey_picture_with_a_colour_profile_stays_grey():
    cleaned = opened(clean_picture(encoded(gradient("L"), "JPEG", icc_profile=pictures.profile(1.8))))
    assert cleaned.mode == "L"
    # A gamma of 1.8 is lighter than that of sRGB.
    assert cleaned.getpixel((48, 32)) > gradient("L").getpixel((48, 32)) + 5


def test_cmyk_becomes_rgb():
    dirty = pictures.jpeg(gradient("CMYK"))
    cleaned = clean_picture(dirty)
    assert opened(cleaned).mode == "RGB"
    assert MARKER not in cleaned
    assert average_difference(opened(cleaned), gradient()) <= SMALL


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_16_bits_become_8(mode):
    dirty = pictures.png_16_bits(mode)
    assert not is_clean(dirty)
    cleaned = clean_picture(dirty)
    assert cleaned[24] == 8
    assert opened(cleaned).mode == mode
    assert MARKER not in cleaned
    assert difference(opened(cleaned), gradient(mode)) <= 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_other_modes_of_png_keep_their_pixels(mode):
    dirty = pictures.png(gradient(mode))
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    assert opened(cleaned).convert("RGBA").tobytes() == opened(dirty).convert("RGBA").tobytes()


def test_a_transparent_picture_with_a_wide_profile_stays_transparent():
    picture = gradient("RGBA")
    picture.putalpha(gradient("L"))
    cleaned = opened(clean_picture(pictures.png(picture, icc=pictures.profile())))
    assert cleaned.getchannel("A").tobytes() == gradient("L").tobytes()


def test_an_animated_gif_keeps_its_frames_and_loops():
    dirty = pictures.gif(frames=3)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    before, after = opened(dirty), opened(cleaned)
    assert after.n_frames == 3
    assert after.info["loop"] == before.info["loop"] == 3
    for old, new in zip(ImageSequence.Iterator(before), ImageSequence.Iterator(after), strict=True):
        assert new.info["duration"] == old.info["duration"]
        assert difference(old, new) == 0


@pytest.mark.parametrize("icc", [b"", pictures.profile()])
def test_an_animated_webp_keeps_its_frames(icc):
    frames = [gradient().rotate(90 * number) for number in range(3)]
    dirty = pictures.webp(frames[0], icc=icc, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=2)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    assert is_clean(cleaned)
    picture = opened(cleaned)
    assert picture.n_frames == 3
    assert picture.info["loop"] == 2
    durations = []
    for frame in ImageSequence.Iterator(picture):
        frame.load()
        durations.append(frame.info["duration"])
    assert durations == [100, 200, 300]


def test_a_progressive_jpeg_keeps_its_pixels():
    dirty = encoded(gradient(size=(300, 200)), "JPEG", progressive=True, comment=MARKER)
    cleaned = clean_picture(dirty)
    assert MARKER not in cleaned
    assert difference(opened(cleaned), opened(dirty)) == 0


def test_a_thumbnail_in_a_jpeg_is_removed():
    content = encoded(gradient(), "JPEG")
    small = b"\x01\x01\0\0\x01\0\x01\x02\x02" + b"abcdefghijkl"
    segment = b"\xff\xe0" + (len(small) + 7).to_bytes(2, "big") + b"JFIF\0" + small
    cleaned = clean_picture(b"\xff\xd8" + segment + content[20:])
    assert b"abcdefghijkl" not in cleaned
    assert cleaned == content


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_file_is_rejected_or_has_no_metadata(name):
    """No prefix of a file makes another error, and none of them keeps metadata."""
    whole = pictures.WITH_METADATA[name]()
    for length in range(0, len(whole), 7):
        try:
            assert MARKER not in clean_picture(whole[:length])
        except UnreadablePicture:
            continue


@pytest.mark.parametrize(
    "content", [b"", b"x", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\0\0\0\x18ftypheic" + b"\0" * 40]
)
def test_other_files_are_rejected(content):
    with pytest.raises(UnreadablePicture):
        clean_picture(content)
