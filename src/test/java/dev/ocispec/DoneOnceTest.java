package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work that must not be done twice has few places from where it is asked for. */
@Tag("unit")
class DoneOnceTest {
  private static List<String> callersOf(String type, String method) {
    return LibraryClasses.ALL.stream()
        .flatMap(t -> t.getAccessesFromSelf().stream())
        .filter(access -> access.getTargetOwner().getName().equals(type))
        .filter(access -> access.getName().equals(method))
        .map(JavaAccess::getOrigin)
        .filter(origin -> !origin.getOwner().getName().equals(type))
        .map(origin -> origin.getOwner().getSimpleName() + "." + origin.getName())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void aRequestIsCheckedByWhoMakesItAlone() {
    String request = "dev.ocispec.request.";

    assertThat(callersOf(request + "RequestCheck", "of"))
        .containsExactly("BuildRequestJson.read", "Builder.build");
    assertThat(callersOf(request + "BuildRequest$Builder", "build"))
        .as("the reader of the JSON form makes the request without the builder's check")
        .doesNotContain("BuildRequestJson.read");
  }

  @Test
  void theHostIsDetectedByWhoMakesAPlanAloneAndByThoseWhoAskAboutIt() {
    assertThat(callersOf(HostFacts.class.getName(), "detect"))
        .containsExactly(
            "Machine.<clinit>",
            "ReplayRun.<init>",
            "RootlessCommand.caller",
            "RunnerOptionsValue.builds",
            "RuntimeHealth.examine",
            "SandboxBundleCommand.call",
            "SandboxHealth.examine");
    assertThat(callersOf(HostDetection.class.getName(), "factsFor"))
        .containsExactly(
            "ActionRunner.facts",
            "BuildServiceOptionsValue.facts",
            "InPlaceOptionsValue.facts",
            "SandboxExecCommand.facts",
            "SandboxFlags.host");
  }
}
