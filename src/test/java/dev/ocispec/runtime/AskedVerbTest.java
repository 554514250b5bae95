package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.spec.LinuxResources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures name the verb that was called, not the look at the state that came before it. */
@ParameterizedClass
@EnumSource(TestRuntime.class)
@Tag("runtime")
class AskedVerbTest extends RuntimeFixture {
  private Map<String, ThrowingCallable> verbs(OciRuntime asked) {
    Map<String, ThrowingCallable> verbs = new LinkedHashMap<>();
    verbs.put("state", () -> asked.state(id));
    verbs.put("start", () -> asked.start(id));
    verbs.put("kill", () -> asked.kill(id, Signal.KILL));
    verbs.put("delete", () -> asked.delete(id));
    verbs.put("exec", () -> asked.exec(id, "sh"));
    verbs.put("ps", () -> asked.ps(id));
    verbs.put("pause", () -> asked.pause(id));
    verbs.put("resume", () -> asked.resume(id));
    verbs.put("update", () -> asked.update(id, LinuxResources.builder().build()));
    verbs.put("events", () -> asked.stats(id));
    return verbs;
  }

  @Test
  void aContainerThatIsGoneIsReportedForTheVerbThatWasCalled() {
    verbs(runtime)
        .forEach(
            (verb, call) ->
                assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                        ContainerNotFoundException.class,
                        e -> {
                          assertThat(e.call().verb()).isEqualTo(verb);
                          assertThat(e.call().commandLine()).contains("state", id);
                        })
                    .hasMessageStartingWith(
                        runtime.executable().getFileName() + " " + verb + " " + id + ": "));
  }

  @Test
  void theEventsOfAContainerThatIsGoneAndTheWaitForItsEndAreReportedAsSuch() {
    assertThatThrownBy(() -> runtime.events(id, event -> {}))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessageContaining(" events " + id + ": ");
    try (Container container = runtime.create(id, bundle("sh"))) {
      runtime.delete(id, d -> d.force(true));
      assertThatThrownBy(() -> container.awaitStopped(SOON))
          .isInstanceOf(ContainerNotFoundException.class)
          .hasMessageContaining(" await " + id + ": ");
    }
  }

  @Test
  void aLookThatTakesTooLongIsReportedForTheVerbAndNamesWhatSetsTheLimit() {
    OciRuntime slow =
        OciRuntime.of(TestRuntime.script(folder, "slow", "#!/bin/sh\nexec sleep 100\n"))
            .withTimeout(Duration.ofMillis(100));
    Path bundle = bundle("sh");
    String tooLong = ": killed, because it was not done within 0.1 s, a limit that ";

    assertThatThrownBy(() -> slow.kill(id, Signal.KILL))
        .isInstanceOf(RuntimeTimedOutException.class)
        .hasMessage(
            "slow kill "
                + id
                + tooLong
                + "timeout(…) of the call's options or OciRuntime.withTimeout sets");
    for (Map.Entry<String, ThrowingCallable> verb :
        Map.<String, ThrowingCallable>of(
                "run", () -> slow.run(id, bundle), "exec", () -> slow.exec(id, "sh"))
            .entrySet()) {
      assertThatThrownBy(verb.getValue())
          .isInstanceOf(RuntimeTimedOutException.class)
          .hasMessage("slow " + verb.getKey() + " " + id + tooLong + "OciRuntime.withTimeout sets");
    }
  }
}
