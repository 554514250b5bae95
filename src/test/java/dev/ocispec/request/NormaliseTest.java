package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The moment that a request's outputs are to be dated to. */
@Tag("unit")
class NormaliseTest {
  private static BuildRequest.Builder request() {
    return BuildRequest.builder().commandArgs("/x");
  }

  @Test
  void isAbsentUnlessAskedForAndTheSameInEveryForm() {
    BuildRequest given = request().normalise(1_700_000_000).build();

    assertThat(request().build().normalise()).isEmpty();
    assertThat(given.normalise()).hasValue(1_700_000_000);
    assertThat(request().normalise(Instant.parse("2023-11-14T22:13:20.9Z")).build())
        .isEqualTo(given);
    assertThat(
            BuildRequestJson.read(
                "{\"commandArgs\": [\"/x\"], \"normalise\": {\"epoch\": \"1700000000\"}}"))
        .isEqualTo(given);
    assertThat(given.toBuilder().build()).isEqualTo(given);
  }

  @Test
  void isAMomentThatFileSystemsCanStore() {
    assertThat(request().normalise(0).build().normalise()).hasValue(0);
    assertThat(request().normalise(0xFFFF_FFFFL).build().normalise()).hasValue(0xFFFF_FFFFL);
    for (long epoch : new long[] {-1, 0x1_0000_0000L}) {
      assertThatThrownBy(() -> request().normalise(epoch).build())
          .isInstanceOf(InvalidBuildRequestException.class)
          .hasMessageContaining(
              "/normalise/epoch: expected 0 to 4294967295 seconds since 1970, found "
                  + epoch
                  + " [request-normalise] (must)");
    }
  }

  @Test
  void isNotContradictedByTheEnvironment() {
    BuildRequest.Builder builder = request().putEnvironment("SOURCE_DATE_EPOCH", "1");

    assertThat(builder.normalise(1).build().normalise()).hasValue(1);
    assertThatThrownBy(() -> builder.normalise(2).build())
        .isInstanceOf(InvalidBuildRequestException.class)
        .hasMessageContaining(
            "/environment/0/value: expected the moment that the outputs are dated to, 2, found"
                + " \"1\"; leave out the variable, or give both the same value"
                + " [request-normalise] (must)");
  }

  @Test
  void isNoObjectWithoutAnEpoch() {
    assertThatThrownBy(
            () -> BuildRequestJson.read("{\"commandArgs\": [\"/x\"], \"normalise\": {}}"))
        .isInstanceOf(InvalidBuildRequestException.class)
        .hasMessageContaining("required member \"epoch\" is missing [request-missing-member]");
  }
}
