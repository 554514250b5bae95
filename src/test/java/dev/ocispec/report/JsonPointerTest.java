package dev.ocispec.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JsonPointerTest {
  @Test
  void theExamplesOfTheStandardAreReadAsItSays() {
    assertThat(JsonPointer.parse("").tokens()).isEmpty();
    assertThat(JsonPointer.parse("/foo/0").tokens()).containsExactly("foo", "0");
    assertThat(JsonPointer.parse("/").tokens()).containsExactly("");
    assertThat(JsonPointer.parse("/a~1b").tokens()).containsExactly("a/b");
    assertThat(JsonPointer.parse("/m~0n").tokens()).containsExactly("m~n");
    assertThat(JsonPointer.parse("/~01").tokens()).containsExactly("~1");
    assertThat(JsonPointer.parse("/a//").tokens()).containsExactly("a", "", "");
  }

  @Test
  void aPointerIsBuiltFromTheRootAndTakenApartAgain() {
    JsonPointer options = JsonPointer.ROOT.append("mounts").append(2).append("a/b~");

    assertThat(options)
        .hasToString("/mounts/2/a~1b~0")
        .isEqualTo(JsonPointer.parse("/mounts/2/a~1b~0"));
    assertThat(options.parent()).contains(JsonPointer.parse("/mounts/2"));
    assertThat(options.upwards())
        .map(JsonPointer::toString)
        .containsExactly("/mounts/2/a~1b~0", "/mounts/2", "/mounts", "");
    assertThat(JsonPointer.ROOT.isRoot()).isTrue();
    assertThat(options.isRoot()).isFalse();
    assertThat(JsonPointer.ROOT.parent()).isEmpty();
  }

  @Test
  void onlyWholeNamesCountWhenOnePlaceIsWithinAnother() {
    JsonPointer mounts = JsonPointer.parse("/mounts");

    assertThat(mounts.startsWith(mounts)).isTrue();
    assertThat(mounts.startsWith(JsonPointer.ROOT)).isTrue();
    assertThat(mounts.append(0).startsWith(mounts)).isTrue();
    assertThat(JsonPointer.parse("/mountsBelow").startsWith(mounts)).isFalse();
    assertThat(JsonPointer.ROOT.startsWith(mounts)).isFalse();
  }

  @Test
  void textWithoutASlashAtTheBeginningIsRefused() {
    assertThatExceptionOfType(JsonPointerException.class)
        .isThrownBy(() -> JsonPointer.parse("linux/resources"))
        .withMessage(
            "expected a JSON pointer that is empty or begins with \"/\", found"
                + " \"linux/resources\"; in the names of a JSON pointer \"~\" is written ~0 and"
                + " \"/\" is written ~1")
        .satisfies(
            e -> {
              assertThat(e.pointer()).isEqualTo("linux/resources");
              assertThat(e.index()).isZero();
            });
  }

  @Test
  void aTildeThatEscapesNothingIsRefusedWhereItStands() {
    assertThatExceptionOfType(JsonPointerException.class)
        .isThrownBy(() -> JsonPointer.parse("/a~0~2"))
        .withMessageStartingWith(
            "expected a JSON pointer with 0 or 1 after the \"~\" at character 5, found \"/a~0~2\";")
        .satisfies(e -> assertThat(e.index()).isEqualTo(4));
    assertThatExceptionOfType(JsonPointerException.class)
        .isThrownBy(() -> JsonPointer.parse("/a~"))
        .satisfies(e -> assertThat(e.index()).isEqualTo(2));
  }

  @Test
  void anIndexIsNotNegative() {
    assertThatThrownBy(() -> JsonPointer.ROOT.append(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an index from 0, found -1");
  }

  @Test
  void aNameWithNothingToEscapeIsTakenAsItIs() {
    String name = "destination";

    assertThat(JsonPointer.escape(name)).isSameAs(name);
    assertThat(JsonPointer.escape("~/")).isEqualTo("~0~1");
  }

  @Property
  void anyNamesComeBackFromTheTextOfThePointer(@ForAll("names") List<String> names) {
    JsonPointer pointer = JsonPointer.ROOT;
    for (String name : names) {
      pointer = pointer.append(name);
    }

    JsonPointer read = JsonPointer.parse(pointer.toString());

    assertThat(read.tokens()).isEqualTo(names);
    assertThat(read).isEqualTo(pointer).hasSameHashCodeAs(pointer);
    assertThat(read.upwards()).hasSize(names.size() + 1).allMatch(read::startsWith);
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings().withChars("~/01ab").ofMaxLength(5).list().ofMaxSize(5);
  }
}
