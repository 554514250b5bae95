package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SourceLayoutTest {
  @Test
  void aCommentThatFitsIsOneLine() {
    assertThat(SourceLayout.of("  /**\n   * A builder with\n   * nothing set.\n   */"))
        .isEqualTo("  /** A builder with nothing set. */");
  }

  @Test
  void tagsComeInTheUsualOrderAndAreContinuedIndented() {
    String word = "word ".repeat(25).strip();

    assertThat(
            SourceLayout.of(
                "/**\n * Text.\n *\n * @see Other\n * @return "
                    + word
                    + "\n * @param value it\n */"))
        .isEqualTo(
            """
            /**
             * Text.
             *
             * @param value it
             * @return word word word word word word word word word word word word word word word word word word
             *     word word word word word word word
             * @see Other
             */\
            """);
  }

  @Test
  void aShortInlineTagIsNotTornApart() {
    String start = "x".repeat(90);

    assertThat(SourceLayout.of("/**\n * " + start + " {@code a b} and\n */"))
        .isEqualTo("/**\n * " + start + "\n * {@code a b} and\n */");
  }

  @Test
  void aLongStatementIsBrokenWhereTheFewestBracketsAreOpen() {
    String argument = "argument".repeat(4);

    assertThat(
            SourceLayout.of(
                "    this.value = call(first(%s, %s), \"a, b\", %s);"
                    .formatted(argument, argument, argument)))
        .isEqualTo(
            """
            this.value =
                call(first(%s, %s), "a, b",
                    %s);\
            """
                .formatted(argument, argument, argument)
                .indent(0)
                .stripTrailing()
                .replaceAll("(?m)^", "    "));
  }

  @Test
  void aLongChoiceHasALineForEachPart() {
    String name = "name".repeat(10);

    assertThat(SourceLayout.of("return %s ? %s : %s;".formatted(name, name, name)))
        .isEqualTo("return %s\n    ? %s\n    : %s;".formatted(name, name, name));
  }

  @Test
  void emptyBodiesAnnotationsAndBareFieldsAreDrawnTogether() {
    assertThat(SourceLayout.of("  Thing() {\n  }\n\n@A.B(\n    copy = false\n)\n"))
        .isEqualTo("  Thing() {}\n\n@A.B(copy = false)\n");
    assertThat(SourceLayout.of("  @Nullable String a;\n\n  int b;\n\n  int c = 1;"))
        .isEqualTo("  @Nullable String a;\n  int b;\n\n  int c = 1;");
  }
}
