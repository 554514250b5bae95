package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.features.Features;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RuntimeAnswers that real runtimes printed. */
@Tag("unit")
class RuntimeAnswersTest {
  private static RuntimeCall.Ended printed(byte[] bytes) {
    CallReport report =
        new CallReport(
            Path.of("/usr/bin/x"),
            "x",
            Optional.empty(),
            List.of(),
            OptionalInt.of(0),
            List.of(),
            "");
    return new RuntimeCall.Ended(
        report,
        report.verb(),
        0,
        new CapturedOutput(bytes, bytes.length),
        CapturedOutput.EMPTY,
        Duration.ZERO,
        false);
  }

  private static RuntimeCall.Ended shared(String name) throws IOException {
    return printed(Files.readAllBytes(Shared.path("real-documents/" + name)));
  }

  private static RuntimeCall.Ended text(String text) {
    return printed(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void listsOfAllRuntimesAreReadAlike() throws Exception {
    for (String runtime : List.of("runc-1.1.5", "runc-1.3.6", "crun-1.8.1", "runsc-20240729")) {
      assertThat(RuntimeAnswers.list(shared("other/" + runtime + "-list.json")))
          .as(runtime)
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.id()).isEqualTo("demo-1");
                assertThat(entry.status().isKnown()).isTrue();
                assertThat(entry.pid()).isPresent();
                assertThat(entry.bundle()).hasFileName("bundle");
                assertThat(entry.json().members()).containsKey("id");
              });
    }
    assertThat(RuntimeAnswers.list(shared("other/runc-1.3.6-list.json")).get(0).annotations())
        .containsEntry("org.example.key", "value é \"q\"");
  }

  @Test
  void nullAndTheEmptyListAreBothNoContainers() {
    assertThat(RuntimeAnswers.list(text("null"))).isEmpty();
    assertThat(RuntimeAnswers.list(text("[\n\n]\n"))).isEmpty();
    assertThat(RuntimeAnswers.processes(text("null"))).isEmpty();
  }

  @Test
  void numbersBeyondAllBoundsAreNoProcesses() {
    assertThat(RuntimeAnswers.list(text(entry("/b", "99999999999999999999999"))))
        .singleElement()
        .satisfies(entry -> assertThat(entry.pid()).isEmpty());
    assertThat(RuntimeAnswers.list(text(entry("/b", "18446744073709551615"))))
        .singleElement()
        .satisfies(entry -> assertThat(entry.pid()).isEmpty());
    assertThatThrownBy(() -> RuntimeAnswers.processes(text("[1, 99999999999999999999999]")))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("expected a list of process ids on standard output, found another");
    assertThatThrownBy(() -> RuntimeAnswers.processes(text("{\"1\": 2}")))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining(
            "expected a list of process ids on standard output, found something else");
  }

  @Test
  void aBundleIsAnyPathButOneThatNoneCanBe() {
    assertThat(RuntimeAnswers.list(text(entry("/gr\u00fcn", "1"))).get(0).bundle().toUri())
        .hasToString("file:///gr%C3%BCn");
    assertThatThrownBy(() -> RuntimeAnswers.list(text(entry("/a\\u0000b", "1"))))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("expected containers with id, status and bundle");
  }

  private static String entry(String bundle, String pid) {
    return "[{\"id\":\"a\",\"status\":\"stopped\",\"bundle\":\""
        + bundle
        + "\",\"pid\":"
        + pid
        + "}]";
  }

  @Test
  void processesOfAllRuntimesAreRead() throws Exception {
    assertThat(RuntimeAnswers.processes(shared("other/crun-1.28-ps.json"))).containsExactly(13135L);
    assertThat(RuntimeAnswers.processes(shared("other/runc-1.1.5-ps.json")))
        .containsExactly(12319L);
    assertThat(RuntimeAnswers.processes(shared("other/runsc-20240729-ps.json")))
        .containsExactly(1L);
  }

  @Test
  void statisticsOfAllRuntimesAreRead() throws Exception {
    ContainerEvent runc = RuntimeAnswers.event(shared("other/runc-1.1.15-events.json"));
    assertThat(runc.cpuNanos()).get().hasToString("19111327");
    assertThat(runc.memoryBytes()).get().hasToString("372736");
    assertThat(runc.memoryLimitBytes()).get().hasToString("9223372036854771712");
    ContainerEvent runsc = RuntimeAnswers.event(shared("other/runsc-20221219-events.json"));
    assertThat(runsc.type()).isEqualTo("stats");
    assertThat(runsc.pids()).get().hasToString("1");
    assertThat(runsc.number("nothing", "there")).isEmpty();
  }

  @Test
  void everyStateThatARuntimePrintedIsRead() {
    List<Path> states = Shared.jsonFiles("real-documents/state");
    assertThat(states).hasSizeGreaterThan(40);
    for (Path file : states) {
      assertThat(RuntimeAnswers.document(printed(bytes(file)), State.class, "a state").status())
          .as(file.toString())
          .isNotEqualTo(ContainerState.of(""));
    }
  }

  @Test
  void everyFeaturesDocumentThatARuntimePrintedIsRead() {
    List<Path> features = Shared.jsonFiles("real-documents/features");
    assertThat(features).hasSizeGreaterThanOrEqualTo(3);
    for (Path file : features) {
      assertThat(
              RuntimeAnswers.document(printed(bytes(file)), Features.class, "features")
                  .ociVersionMin())
          .isEqualTo("1.0.0");
    }
  }

  @Test
  void versionsAreReadLineByLine() {
    RuntimeVersion crun =
        RuntimeAnswers.version(
            text("crun version 1.8.1\ncommit: f8a096\nrundir: /r\nspec: 1.0.0\n+SYSTEMD +YAJL\n"));
    assertThat(crun.name()).isEqualTo("crun");
    assertThat(crun.version()).isEqualTo("1.8.1");
    assertThat(crun.specVersion()).contains("1.0.0");
    assertThat(crun.commit()).contains("f8a096");
    assertThat(crun.lines()).hasSize(5);
    RuntimeVersion runsc =
        RuntimeAnswers.version(text("runsc version release-20240729.0\nspec: 1.1.0-rc.1\n"));
    assertThat(runsc.version()).isEqualTo("release-20240729.0");
    assertThat(runsc.commit()).isEmpty();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
