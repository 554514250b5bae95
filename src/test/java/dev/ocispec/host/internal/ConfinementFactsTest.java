package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.Confinement;
import dev.ocispec.host.IdRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a process is read from its maps and mounts. */
@Tag("unit")
class ConfinementFactsTest {
  private static final String PROC = "23 22 0:5 / /proc rw,nosuid - proc proc rw\n";

  @TempDir Path root;

  private Confinement of(FakeHost host) {
    return host.facts().confinement();
  }

  private Confinement withMounts(String mounts) {
    return of(
        FakeHost.usual(root, 0, 0)
            .file("/proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + mounts));
  }

  @Test
  void theMachinesOwnNamespaceHasAllIds() {
    assertThat(of(FakeHost.usual(root, 0, 0))).isEqualTo(Confinement.NONE);
    String whole = "         0          0 4294967295\n";
    assertThat(
            of(FakeHost.usual(root, 0, 0)
                    .file("/proc/self/uid_map", whole)
                    .file("/proc/self/gid_map", whole))
                .isInitial())
        .isTrue();
  }

  @Test
  void aContainersNamespaceHasThoseOfItsMap() {
    Confinement held =
        of(
            FakeHost.usual(root, 0, 0)
                .file("/proc/self/uid_map", "0 1001 1\n1 100000 65535\n")
                .file("/proc/self/gid_map", "0 1001 1\nodd\n"));

    assertThat(held.isInitial()).isFalse();
    assertThat(held.uids()).isEqualTo(List.of(new IdRange(0, 1), new IdRange(1, 65_535)));
    assertThat(held.lastUid()).isEqualTo(65_535);
    assertThat(held.hasUid(65_535)).isTrue();
    assertThat(held.hasUid(65_536)).isFalse();
    assertThat(held.hasOthers()).isFalse();
  }

  @Test
  void subordinateIdsThatDoNotExistCantBeUsed() {
    FakeHost host =
        FakeHost.usual(root, 0, 0)
            .file("/etc/subuid", "root:60000:10000\n")
            .file("/etc/subgid", "root:60000:10000\n")
            .file("/proc/self/uid_map", "0 1001 65536\n")
            .file("/proc/self/gid_map", "0 1001 65536\n");

    assertThat(host.facts().subordinateUids()).isEqualTo(List.of(new IdRange(60_000, 5_536)));
  }

  @Test
  void whatCoversProcIsNamed() {
    String masked = PROC + "30 23 0:9 / /proc/kcore rw - tmpfs tmpfs rw\n";

    assertThat(withMounts(PROC).coveredProc()).isEmpty();
    assertThat(withMounts(masked).coveredProc()).containsExactly("/proc/kcore");
    assertThat(withMounts("23 22 0:5 / /proc ro - proc proc rw\n").coveredProc())
        .containsExactly("/proc");
    assertThat(
            withMounts(PROC + "31 23 0:8 / /proc/sys/fs/binfmt_misc rw - binfmt_misc none rw\n")
                .coveredProc())
        .isEmpty();
    assertThat(withMounts(masked + "32 22 0:5 / /mnt/proc rw - proc proc rw\n").coveredProc())
        .isEmpty();
  }

  @Test
  void appArmorsRestrictionIsSeen() {
    FakeHost host =
        FakeHost.usual(root, 1001, 1002)
            .file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");

    assertThat(of(host).appArmor()).isTrue();
  }
}
