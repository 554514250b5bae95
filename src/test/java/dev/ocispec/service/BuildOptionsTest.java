package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class BuildOptionsTest {
  @TempDir Path folder;

  private void refused(Consumer<BuildServiceOptions> options, String message) {
    Path builds = folder.resolve("builds");
    assertThatThrownBy(
            () ->
                BuildService.open(
                    URI.create("oci://" + builds),
                    o -> {
                      o.runtime(OciRuntime.of(Path.of("/bin/true")));
                      options.accept(o);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(builds).doesNotExist();
  }

  @Test
  void optionsThatMakeNoSenseAreRefusedBeforeAnythingIsMade() {
    refused(o -> o.concurrency(0), "expected at least 1 build at a time, found 0");
    refused(o -> o.timeout(Duration.ZERO), "expected a time limit of more than 0, found PT0S");
    refused(
        o -> o.timeout(Duration.ofSeconds(-1)),
        "expected a time limit of more than 0, found PT-1S");
  }

  @Test
  void aBuildHasTheServicesOptionsWhereItSaysNothing() {
    BuildServiceOptionsValue service =
        ImmutableBuildServiceOptions.builder()
            .runtime(OciRuntime.of(Path.of("/bin/true")))
            .timeout(Duration.ofSeconds(5))
            .keep(true)
            .build();

    BuildOptionsValue silent = BuildOptionsValue.with(service).build();
    assertThat(silent.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(silent.keep()).isTrue();
    assertThat(silent.attest()).isFalse();
    assertThat(silent.outputFolder()).isEmpty();

    BuildOptionsValue told =
        BuildOptionsValue.with(service).timeout(Duration.ofSeconds(1)).keep(false).build();
    assertThat(told.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(told.keep()).isFalse();
    assertThatThrownBy(() -> BuildOptionsValue.with(service).timeout(Duration.ZERO).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a time limit of more than 0, found PT0S");
  }

  @Test
  void optionsCannotBeChangedOnceTheyWereGiven() {
    ImmutableBuildServiceOptions.Builder options =
        ImmutableBuildServiceOptions.builder()
            .runtime(OciRuntime.of(Path.of("/bin/true")))
            .concurrency(1);
    BuildServiceOptionsValue given = options.build();
    options.concurrency(2);
    assertThat(given.concurrency()).isEqualTo(1);
  }

  @Test
  void aRequestWhoseInputsAllHaveSourcesIsNotMadeAgain() {
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/x")
            .inputsDir("in")
            .addInput("a", Path.of("/srv/a"))
            .build();
    try (MaterialisedInputs inputs = MaterialisedInputs.of(request, Optional.empty())) {
      assertThat(inputs.request()).isSameAs(request);
    }
  }
}
