package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("unit")
class VersionGrammarTest {
  /** The expression that semver.org suggests. */
  private static final Pattern SUGGESTED =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)"
              + "(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
              + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

  @Provide
  Arbitrary<String> nearVersions() {
    Arbitrary<String> tail = Arbitraries.strings().withChars("019azAZ.-+_ é٣").ofMaxLength(8);
    return Arbitraries.of("", "1", "1.2", "1.0.2", "01.0.0", "10.20.30")
        .flatMap(start -> tail.map(end -> start + end));
  }

  @Property
  void aTextIsAVersionExactlyWhenTheSuggestedExpressionMatchesIt(
      @ForAll("nearVersions") String text) {
    assertThat(VersionGrammar.accepts(text)).isEqualTo(SUGGESTED.matcher(text).matches());
  }
}
