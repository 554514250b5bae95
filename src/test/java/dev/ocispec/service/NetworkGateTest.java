package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.NetworkTools;
import dev.ocispec.spec.Hook;
import dev.ocispec.spec.Hooks;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A container comes through the gate when its network is there, and only then. */
@Tag("unit")
class NetworkGateTest {
  private static final Spec PLAIN =
      Spec.builder()
          .ociVersion("1.1.0")
          .hostname("localhost")
          .hooks(h -> h.addCreateContainer(k -> k.path("/bin/own")))
          .build();

  @TempDir private Path folder;
  private NetworkGate gate;

  @BeforeEach
  void makeGate() {
    gate =
        NetworkGate.make(
            folder.resolve("network-build-1"),
            new NetworkTools(
                Map.of("tee", Path.of("/usr/bin/tee"), "grep", Path.of("/usr/bin/grep")), true));
  }

  /** What is wrong with a specification that is to have a gate. */
  private List<String> faults(Spec gated) {
    Hooks hooks = gated.hooks().orElseGet(() -> Hooks.builder().build());
    String pipe = NetworkGate.pipe(folder.resolve("network-build-1")).toString();
    List<String> found = new ArrayList<>();
    if (!gated.toBuilder().hooks(PLAIN.hooks().orElseThrow()).build().equals(PLAIN)) {
      found.add("something else is changed");
    }
    Stream.concat(hooks.createRuntime().stream(), hooks.createContainer().stream())
        .filter(hook -> !hook.path().equals("/bin/own"))
        .filter(hook -> hook.timeout().isEmpty() || hook.timeout().getAsLong() > 60)
        .forEach(hook -> found.add(hook.path() + " may wait forever"));
    if (hooks.createRuntime().stream().noneMatch(hook -> hook.path().equals("/usr/bin/tee"))) {
      found.add("nobody is told of the container");
    }
    List<List<String>> waiting = hooks.createContainer().stream().map(Hook::args).toList();
    if (!waiting.contains(List.of("grep", "-qx", "attached", pipe))) {
      found.add("nothing waits for the word");
    }
    if (hooks.createContainer().stream().noneMatch(hook -> hook.path().equals("/bin/own"))) {
      found.add("the container's own hook is lost");
    }
    return found;
  }

  @Test
  void onlyTwoHooksAreAddedAndTheContainersOwnComeFirst() {
    Spec gated = gate.with(PLAIN);

    assertThat(faults(gated)).isEmpty();
    assertThat(gated.hooks().orElseThrow().createContainer())
        .extracting(Hook::path)
        .containsExactly("/bin/own", "/usr/bin/grep");
    assertThat(gated.hooks().orElseThrow().createRuntime())
        .extracting(Hook::path)
        .containsExactly("/usr/bin/tee");
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        planted("nothing waits for the word", h -> h.createContainer(own(h))),
        planted("nobody is told of the container", h -> h.createRuntime(List.of())),
        planted("the container's own hook is lost", h -> h.createContainer(last(h))),
        planted(
            "/usr/bin/grep may wait forever",
            h ->
                h.createContainer(
                    h.build().createContainer().stream()
                        .map(k -> k.toBuilder().timeout(3600).build())
                        .toList())),
        planted(
            "nothing waits for the word",
            h ->
                h.createContainer(
                    h.build().createContainer().stream()
                        .map(k -> k.toBuilder().args("grep", "-q", "", "/dev/null").build())
                        .toList())));
  }

  private static Arguments planted(String notice, Consumer<Hooks.Builder> change) {
    return Arguments.of(notice, change);
  }

  private static List<Hook> own(Hooks.Builder hooks) {
    return hooks.build().createContainer().subList(0, 1);
  }

  private static List<Hook> last(Hooks.Builder hooks) {
    return hooks.build().createContainer().subList(1, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planted")
  void aFaultInTheHooksIsNoticed(String notice, Consumer<Hooks.Builder> change) {
    Spec faulty = gate.with(PLAIN).toBuilder().hooks(change).build();

    assertThat(faults(faulty)).containsExactly(notice);
  }

  private Process hook() throws Exception {
    String pipe = NetworkGate.pipe(folder.resolve("network-build-1")).toString();
    return new ProcessBuilder("/usr/bin/grep", "-qx", "attached", pipe).start();
  }

  private static int end(Process hook) throws Exception {
    assertThat(hook.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return hook.exitValue();
  }

  @Test
  void anOpenGateLetsTheContainerGoOn() throws Exception {
    Process hook = hook();
    gate.open();

    assertThat(end(hook)).isZero();
  }

  @Test
  void aGateThatRefusesLetsItFail() throws Exception {
    Process hook = hook();
    gate.refuse();

    assertThat(end(hook)).isEqualTo(1);
  }

  @Test
  void anAbandonedGateLetsItFail() throws Exception {
    Process hook = hook();
    while (hook.isAlive()) {
      gate.abandon(); // It may not have come to the gate yet.
    }

    assertThat(end(hook)).isEqualTo(1);
  }

  @Test
  void nobodyWaitsBeforeTheRuntimeHasWrittenTheContainerDown() {
    assertThat(gate.waiting()).isEmpty();
  }
}
