package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MountTableTest {
  @Test
  void mountsAreReadWithTheFlagsThatAUserNamespaceLocks() {
    MountTable table =
        MountTable.of(
            List.of(
                "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro",
                "23 22 0:5 / /with\\040space ro,nosuid,nodev,noexec,noatime - tmpfs none rw",
                "24 22 0:5 / /a\\011b\\012c\\134d rw - tmpfs none rw",
                "25 22 0:6 / /twice rw - tmpfs none rw",
                "26 25 0:7 / /twice rw,nosuid - tmpfs none rw",
                "no mount at all",
                "1 2 3 4 5 - a b c",
                "27 22 0:6 / /short rw - tmpfs none"));

    assertThat(table.flags())
        .containsOnlyKeys("/", "/with space", "/a\tb\nc\\d", "/twice")
        .containsEntry("/", Set.of())
        .containsEntry("/with space", Set.of("ro", "nosuid", "nodev", "noexec"))
        .containsEntry("/twice", Set.of("nosuid"));
    assertThat(table.entries().get(0).type()).isEqualTo("ext4");
    assertThat(table.entries().get(0).options()).containsExactly("rw", "errors=remount-ro");
  }

  @Test
  void optionalFieldsAndOddDevicesAreReadOver() {
    MountEntry mount =
        MountEntry.parse(
                "36 35 98:0 net:[4026531840] /a rw,ro,ro shared:1 master:2 - ext3  rw,- x y")
            .orElseThrow();

    assertThat(mount)
        .isEqualTo(
            new MountEntry(
                "net:[4026531840]", "/a", Set.of("rw", "ro"), "ext3", "", Set.of("rw", "-")));
  }

  @Test
  void escapesAreReadOnceFromLeftToRight() {
    assertThat(place("/\\134040")).isEqualTo("/\\040");
    assertThat(place("/\\134134$1")).isEqualTo("/\\134$1");
    assertThat(place("/\\043\\044")).isEqualTo("/#$");
    assertThat(place("/\\999\\04")).isEqualTo("/\\999\\04");
  }

  private static String place(String escaped) {
    return MountEntry.parse("1 0 8:1 / " + escaped + " rw - ext4 x rw").orElseThrow().place();
  }

  @Test
  void onlyWholeNamesCountWhenAMountIsInAFolder() {
    MountEntry mount = MountEntry.parse("1 0 8:1 / /a/b rw - ext4 x rw").orElseThrow();

    assertThat(List.of("/", "/a", "/a/b")).allMatch(mount::isIn);
    assertThat(List.of("/a/bc", "/a/b/c", "/b")).noneMatch(mount::isIn);
  }

  @Test
  void onlyLineFeedsEndLinesSinceACarriageReturnMayStandInAName() {
    assertThat(
            MountTable.of("1 0 8:1 / /a\rb rw - ext4 x rw\n2 0 8:1 / /c rw - ext4 x rw\n")
                .entries())
        .extracting(MountEntry::place)
        .containsExactly("/a\rb", "/c");
  }

  @Test
  void thisProcessHasItsTopMounted() throws IOException {
    assertThat(MountTable.own().entries()).extracting(MountEntry::place).contains("/", "/proc");
  }

  @Property
  void anyPathComesBackFromHowTheKernelWritesIt(@ForAll("paths") String path) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.ISO_8859_1)) {
      char c = (char) (b & 0xFF);
      escaped.append(" \t\n\\#".indexOf(c) < 0 ? c : String.format("\\%03o", (int) c));
    }

    assertThat(place("/" + escaped)).isEqualTo("/" + path);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars(" \t\n\\#$/0134")
        .withCharRange('\1', '\u00ff')
        .ofMaxLength(12);
  }

  @Property
  void noTextIsTooOdd(@ForAll String text) {
    MountTable table = MountTable.of(text + "\n1 0 8:1 / /a rw - ext4 x rw");

    assertThat(table.flags()).containsKey("/a");
  }
}
