package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.DeepFolders;
import dev.ocispec.TestFolder;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be in an output, and what not. */
@Tag("unit")
class OutputKindsTest {
  private final TestFolder folder = TestFolder.make();

  @AfterEach
  void removeFolder() {
    folder.remove();
  }

  @Test
  void aSocketIsNeitherAnOutputNorInOne() throws Exception {
    Path socket = folder.path().resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      assertThat(OutputKinds.unfit(socket)).contains("is a socket");
      assertThatThrownBy(() -> OutputKinds.check("build/o", folder.path(), false))
          .isInstanceOf(OutputRefusedException.class)
          .hasMessage("the output build/o has a socket at s");
    }
  }

  @Test
  void aDeviceIsNoOutput() {
    assertThat(OutputKinds.unfit(Path.of("/dev/null"))).contains("is a device");
  }

  @Test
  void aPipeMayBeInAnOutputOfWhichNoDigestIsMade() throws Exception {
    Path inner = Files.createDirectory(folder.path().resolve("inner"));
    assertThat(new ProcessBuilder("mkfifo", inner.resolve("p").toString()).start().waitFor())
        .isZero();

    assertThatCode(() -> OutputKinds.check("build/o", folder.path(), false))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OutputKinds.check("build/o", folder.path(), true))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessage("the output build/o has a named pipe at inner/p, which has no digest");
  }

  @Test
  void whatIsDeeperThanThePathsOfTheHostIsRefused() throws Exception {
    DeepFolders.make(folder.path(), 5000);

    assertThatThrownBy(() -> OutputKinds.check("build/o", folder.path(), false))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageStartingWith("the output build/o is too deep: the path " + folder.path())
        .hasMessageEndingWith(" bytes, and the host takes no more than 4095");
  }

  @Test
  void anInterruptEndsTheLook() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> OutputKinds.check("build/o", folder.path(), false))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
