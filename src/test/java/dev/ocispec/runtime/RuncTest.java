package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What only runc can show: crun has no events, and its wrapper for mixed control groups needs root.
 */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "RUNC")
class RuncTest extends RuntimeFixture {
  @Test
  void eventsComeUntilTheContainerIsStopped() {
    List<String> types = Collections.synchronizedList(new ArrayList<>());
    try (Container container = runtime.create(id, bundle("sleep", "1"))) {
      container.start();
      runtime.events(
          id,
          event -> types.add(event.type()),
          e -> e.interval(Duration.ofMillis(100)).timeout(SOON));
      assertThat(types).hasSizeGreaterThan(2).containsOnly("stats");
    }
  }

  @Test
  void aRuntimeWithoutRightsIsDeniedPermission() throws Exception {
    Path script =
        TestRuntime.script(
            folder,
            "nobody",
            "#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups "
                + runtime.executable()
                + " \"$@\"\n");
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> OciRuntime.of(script).withRoot(closed).state(id))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("permission denied");
  }
}
