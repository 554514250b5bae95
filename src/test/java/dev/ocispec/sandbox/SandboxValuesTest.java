package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.Machine;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SandboxValuesTest {

  @Test
  void aRangeKnowsItsIds() {
    IdRange range = new IdRange(10, 3);
    assertThat(range.last()).isEqualTo(12);
    assertThat(range.contains(9)).isFalse();
    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(12)).isTrue();
    assertThat(range.contains(13)).isFalse();
    assertThat(new IdRange(0, IdRange.LAST_ID + 1).last()).isEqualTo(IdRange.LAST_ID);
    assertThat(new IdRange(IdRange.LAST_ID, 1).last()).isEqualTo(4_294_967_294L);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 0", "4294967295, 1", "4294967294, 2", "1, 9223372036854775807"})
  void idsThatCantExistAreNoRange(long first, long count) {
    assertThatThrownBy(() -> new IdRange(first, count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected ids from 0 to 4294967294, found " + count + " from " + first);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "4294967295, 0", "0, 4294967295"})
  void idsThatCantExistAreNoBuildIds(long uid, long gid) {
    assertThatThrownBy(() -> Sandbox.standard().buildIds(uid, gid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected ids from 0 to 4294967294, found " + uid + ":" + gid);
    assertThat(new BuildIds(4_294_967_294L, 0)).hasToString("4294967294:0");
    assertThat(new BuildIds(0, 4_294_967_294L)).hasToString("0:4294967294");
  }

  @Test
  void limitsHaveALeastValue() {
    SandboxLimits least =
        SandboxLimits.DEFAULT
            .withMemory(1)
            .withProcesses(1)
            .withCpuMillis(10)
            .withTemporarySpace(4096)
            .withOpenFiles(16);
    assertThat(least.memory()).hasValue(1);
    assertThat(least.processes()).isEqualTo(1);
    assertThat(least.cpuMillis()).hasValue(10);
    assertThat(least.temporarySpace()).isEqualTo(4096);
    assertThat(least.openFiles()).isEqualTo(16);
    refused("memory of at least 1, found 0", () -> least.withMemory(0));
    refused("processes of at least 1, found 0", () -> least.withProcesses(0));
    refused("cpuMillis of at least 10, found 9", () -> least.withCpuMillis(9));
    refused("temporarySpace of at least 4096, found 4095", () -> least.withTemporarySpace(4095));
    refused("openFiles of at least 16, found 15", () -> least.withOpenFiles(15));
  }

  private static void refused(String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected " + message);
  }

  @Test
  void limitsLeaveTheHostUsableByDefault() {
    assertThat(SandboxLimits.DEFAULT.memory()).isEmpty();
    assertThat(SandboxLimits.DEFAULT.processes()).isEqualTo(512);
    assertThat(SandboxLimits.DEFAULT.cpuMillis()).isEmpty();
    assertThat(SandboxLimits.DEFAULT.temporarySpace()).isEqualTo(1_073_741_824);
    assertThat(SandboxLimits.DEFAULT.openFiles()).isEqualTo(524_288);
    assertThat(SandboxLimits.DEFAULT.sharedMemory()).isEqualTo(67_108_864);
    assertThat(SandboxLimits.DEFAULT.sharedMemoryExec()).isFalse();
    assertThat(SandboxLimits.DEFAULT.disk()).isEmpty();
    assertThat(SandboxLimits.DEFAULT.logBytes()).isEmpty();
  }

  @Test
  void aHostIsAPlainMachineOfRootUntilMoreIsSaid() {
    HostFacts host = HostFacts.builder().build();
    assertThat(host.uid()).isZero();
    assertThat(host.gid()).isZero();
    assertThat(host.userName()).isEqualTo("root");
    assertThat(host.architecture()).isEqualTo("x86_64");
    assertThat(host.systems()).containsExactly("x86_64-linux", "i686-linux");
    assertThat(host.namespaces())
        .extracting(type -> type.text())
        .containsExactly("pid", "ipc", "uts", "mount", "cgroup", "network", "user");
    assertThat(host.cgroupMode()).isEqualTo(CgroupMode.NONE);
    assertThat(host.memory()).isEmpty();
    assertThat(host.staticShell()).isEmpty();
    assertThat(host.knowsMountOption("rro")).isFalse();
    assertThat(host.flagsAt("/any")).isEmpty();
    assertThat(HostFacts.builder().architecture("riscv64").build().systems())
        .containsExactly("riscv64-linux");
  }

  @Test
  void theFlagsOfAPathAreThoseOfTheNearestEntry() {
    HostFacts host =
        HostFacts.builder()
            .mountFlags(Map.of("/", Set.of("nodev"), "/a", Set.of("ro"), "/a/b", Set.of()))
            .build();
    assertThat(host.flagsAt("/")).containsExactly("nodev");
    assertThat(host.flagsAt("/ab")).containsExactly("nodev");
    assertThat(host.flagsAt("/a")).containsExactly("ro");
    assertThat(host.flagsAt("/a/c/d")).containsExactly("ro");
    assertThat(host.flagsAt("/a/b/c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "i686, i686-linux",
    "i586, i586-linux",
    "aarch64, aarch64-linux",
    "armv7l, armv7l-linux;armv6l-linux",
    "armv6l, armv6l-linux",
    "ppc64le, powerpc64le-linux",
    "s390x, s390x-linux",
    "loongarch64, loongarch64-linux",
    "vax, vax-linux"
  })
  void aProcessorRunsTheProgramsOfItsSystems(String processor, String systems) {
    assertThat(Machine.systems(processor)).containsExactly(systems.split(";"));
  }

  @Test
  void emulatorsAreNamedInWordsOfTheirOwn() {
    assertThat(Machine.emulated("arm")).containsExactly("armv7l-linux", "armv6l-linux");
    assertThat(Machine.emulated("i386")).containsExactly("i686-linux");
    assertThat(Machine.emulated("riscv64")).containsExactly("riscv64-linux");
  }
}
