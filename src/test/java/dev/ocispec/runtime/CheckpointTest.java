package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.state.ContainerState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints by the fake runtime, which saves arguments and no memory. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE")
class CheckpointTest extends RuntimeFixture {
  private Path image;

  private Path image() {
    image = folder.resolve("image");
    return image;
  }

  @Test
  void aContainerEndsWithItsCheckpointAndGoesOnWhenItIsRestored() throws Exception {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    try (Container container = runtime.create(id, bundle)) {
      container.start();
      runtime.checkpoint(id, image(), c -> c.workPath(folder.resolve("criu")));
      assertThatThrownBy(container::state).isInstanceOf(ContainerNotFoundException.class);
    }
    assertThat(image.resolve("flags")).hasContent(" --work-path " + folder.resolve("criu"));

    try (Container restored = runtime.restore(id, bundle, image, r -> r.keepBytes(100))) {
      assertThat(restored.state().status()).isEqualTo(ContainerState.RUNNING);
      assertThat(dev.ocispec.Eventually.holds(SOON, () -> restored.stdout().totalBytes() == 6))
          .isTrue();
      assertThatThrownBy(() -> runtime.restore(id, bundle, image))
          .isInstanceOf(ContainerExistsException.class);
    }
    assertThat(runtime.list()).isEmpty();
  }

  @Test
  void itCanGoOnAndWhatIsAllowedIsAllowedForBoth() throws Exception {
    Path bundle = bundle("sleep", "100");
    try (Container container = runtime.create(id, bundle)) {
      container.start();
      runtime.checkpoint(
          id,
          image(),
          c ->
              c.leaveRunning(true)
                  .allow(CriuOption.TCP_ESTABLISHED, CriuOption.FILE_LOCKS)
                  .allow(CriuOption.SHELL_JOB));
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
      assertThat(image.resolve("flags")).hasContent(" --tcp-established --file-locks --shell-job");
    }
    runtime
        .restore(
            id,
            bundle,
            image,
            r -> r.allow(CriuOption.EXTERNAL_UNIX_SOCKETS).consoleSocket(folder.resolve("s")))
        .close();
    assertThat(image.resolve("restored"))
        .hasContent(" --console-socket " + folder.resolve("s") + " --ext-unix-sk");
  }

  @Test
  void onlyAContainerThatRunsHasSomethingToSave() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      assertThatThrownBy(() -> runtime.checkpoint(container.id(), image()))
          .isInstanceOf(WrongStatusException.class)
          .hasMessageContaining(
              "expected a container that is paused or running, found one that is created");
    }
    assertThatThrownBy(() -> runtime.checkpoint(id, image()))
        .isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void aFolderWithoutCheckpointIsRefusedAndLeavesNoContainer() {
    Path bundle = bundle("sleep", "100");
    assertThatThrownBy(() -> runtime.restore(id, bundle, folder.resolve("nothing")))
        .isInstanceOf(VerbRefusedException.class)
        .hasMessageEndingWith("criu failed: no checkpoint in " + folder.resolve("nothing"));
    assertThat(Files.exists(folder.resolve("nothing"))).isFalse();
  }
}
