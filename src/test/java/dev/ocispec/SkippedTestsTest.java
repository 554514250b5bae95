package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SkippedTestsTest {
  @Test
  void theMostFrequentReasonComesFirst() {
    Map<String, Integer> reasons = Map.of("needs runc", 2, "needs root", 120, "needs crun", 2);

    assertThat(SkippedTests.table(reasons).lines())
        .containsExactly(
            "",
            "Skipped tests by reason:",
            "   120  needs root",
            "     2  needs crun",
            "     2  needs runc");
  }

  @Test
  void nothingIsPrintedWhenNothingWasSkipped() {
    assertThat(SkippedTests.table(Map.of())).isEmpty();
  }
}
