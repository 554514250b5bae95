package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.internal.LimitedFileSystem.Room;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How file systems of a limited size are made; that they hold their limits takes root. */
@Tag("unit")
class LimitedFileSystemTest {
  @TempDir Path folder;

  @Test
  void memoryIsLimitedInPagesAndHasItsOwnFolderBesides() {
    assertThat(LimitedFileSystem.memory(Path.of("/b/scratch"), 5000, OptionalLong.of(3)))
        .containsExactly(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "nosuid,nodev,noatime,mode=0711,size=8192,nr_inodes=4",
            "--",
            "ocispec-scratch",
            "/b/scratch");
    assertThat(LimitedFileSystem.memory(Path.of("/b"), 4096, OptionalLong.empty()))
        .contains("nosuid,nodev,noatime,mode=0711,size=4096");
  }

  @ParameterizedTest
  @CsvSource({"4096, 1", "5000, 7", "1048576, 100000", "1099511627776, 16777216"})
  void anImageHasSpaceForItsOwnRecordsBesides(long bytes, long files) {
    long size = LimitedFileSystem.imageSize(bytes, OptionalLong.of(files));

    assertThat(size % 4096).isZero();
    assertThat(size).isGreaterThanOrEqualTo(bytes + 256 * files + (4 << 20));
    assertThat(LimitedFileSystem.imageSize(bytes, OptionalLong.empty()))
        .isGreaterThanOrEqualTo(bytes + bytes / 16);
  }

  @Test
  void theRoomOfAPlaceIsRead() {
    Room room = Room.at(folder);

    assertThat(room.bytes()).isBetween(1L, folder.toFile().getUsableSpace() * 2);
    assertThat(room.files()).isPositive();
  }

  @Test
  void mountsOfOthersAreLeftAlone() throws IOException {
    LimitedFileSystem.unmountIn(Path.of("/proc"));

    assertThat(Path.of("/proc/self")).exists();
  }
}
