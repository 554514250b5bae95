package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class PlainArgumentsTest {
  private static final Map<String, DeclaredOption> OPTIONS =
      Map.of(
          "--out", new DeclaredOption("--out", "DIR", false, "Where to."),
          "--env", new DeclaredOption("--env", "K=V", true, "A variable."),
          "--keep", new DeclaredOption("--keep", null, false, "Keep it."));

  private static Optional<PlainArguments> read(String arity, String... words) {
    return PlainArguments.of(
        OPTIONS, new DeclaredArguments("WORD", "A word.", arity, false), List.of(words));
  }

  @Test
  void optionsAndArgumentsAreReadInAnyOrder() {
    PlainArguments read =
        read("0..*", "a", "--out", "o", "--env", "K=V", "b", "--keep", "--env=L=", "-")
            .orElseThrow();

    assertThat(read.value("--out")).isEqualTo("o");
    assertThat(read.values("--env")).containsExactly("K=V", "L=");
    assertThat(read.has("--keep")).isTrue();
    assertThat(read.arguments()).containsExactly("a", "b", "-");
  }

  @Test
  void afterTwoHyphensAllAreArguments() {
    PlainArguments read = read("0..*", "--keep", "--", "sh", "-c", "--keep").orElseThrow();

    assertThat(read.arguments()).containsExactly("sh", "-c", "--keep");
  }

  @Test
  void whatIsNotGivenIsNotThere() {
    PlainArguments read = read("0..*").orElseThrow();

    assertThat(read.value("--out")).isNull();
    assertThat(read.values("--env")).isEmpty();
    assertThat(read.has("--keep")).isFalse();
    assertThat(read.arguments()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown option           | --other x
          a value that is missing     | --out
          a value like an option      | --out --keep
          an empty value              | --out= x
          a value of none that has it | --keep=true x
          an option twice             | --out a --out b x
          a flag twice                | --keep --keep x
          help                        | --help
          a file of arguments         | @file
          two ends of options         | -- a -- b
          one too many                | a b
          one too few                 | --keep
          """)
  void whatIsNotPlainIsLeftToOthers(String what, String line) {
    assertThat(read("1", line.split(" "))).as(what).isEmpty();
  }
}
