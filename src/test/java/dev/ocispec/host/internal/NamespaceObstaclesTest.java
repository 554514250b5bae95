package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Root tries to make namespaces only where something may be in its way. */
@Tag("unit")
class NamespaceObstaclesTest {
  private static final String STATUS = "CapEff:\t%s\nSeccomp:\t%s\nSeccomp_filters:\t0\n";

  @TempDir Path root;

  private FakeHost host;

  @BeforeEach
  void nothingIsInTheWay() {
    host = FakeHost.usual(root, 0, 0).file("/proc/self/status", status("000001ffffffffff", "0"));
    for (String kind : new String[] {"mnt", "pid", "ipc", "uts", "net", "user"}) {
      host.file("/proc/sys/user/max_" + kind + "_namespaces", "63000\n");
    }
  }

  private static String status(String capabilities, String seccomp) {
    return STATUS.formatted(capabilities, seccomp);
  }

  private boolean any() {
    return new NamespaceObstacles(new HostFiles(root)).any();
  }

  @Test
  void theMachinesRootHasNone() {
    assertThat(any()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/sys/kernel/security/lsm, 'lockdown,capability,yama,apparmor'",
    "/proc/self/attr/current, unconfined",
    "/proc/self/uid_map, 0 0 4294967295",
  })
  void whatRefusesNothingIsNone(String file, String text) {
    host.file(file, text + "\n");

    assertThat(any()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/sys/kernel/security/lsm, 'capability,bpf'",
    "/sys/kernel/security/lsm, 'selinux,capability'",
    "/proc/self/attr/current, docker-default (enforce)",
    "/proc/self/uid_map, 0 100000 65536",
    "/proc/sys/user/max_net_namespaces, 0",
    "/proc/sys/user/max_user_namespaces, 0",
    "/proc/self/mountinfo, 22 1 8:1 / /srv rw - ext4 /dev/sda1 rw",
  })
  void whatMayRefuseIsOne(String file, String text) {
    host.file(file, text + "\n");

    assertThat(any()).isTrue();
  }

  @ParameterizedTest(name = "capabilities {0}, seccomp {1}")
  @CsvSource({"00000000a80425fb, 0", "000001ffffffffff, 2", "odd, 0", "'', ''"})
  void lessThanAllPowerIsOne(String capabilities, String seccomp) {
    host.file("/proc/self/status", status(capabilities, seccomp));

    assertThat(any()).isTrue();
  }

  @Test
  void whatCanNotBeReadMayBeOne() {
    assertThat(new NamespaceObstacles(new HostFiles(root.resolve("nowhere"))).any()).isTrue();
  }
}
