package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.CgroupMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class CgroupFactsTest {
  private static final String MEMORY =
      "31 30 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
  private static final String CPU =
      "32 30 0:2 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,xattr,cpu,cpuacct";
  private static final String SYSTEMD =
      "33 30 0:3 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd";
  private static final String UNIFIED =
      "34 30 0:4 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw";
  private static final String V2 = "35 30 0:5 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw";

  @TempDir Path root;

  private CgroupFacts facts(long uid, String... mounts) {
    return CgroupFacts.of(new HostFiles(root), MountTable.of(List.of(mounts)), uid);
  }

  @Test
  void withoutHierarchiesThereAreNone() {
    assertThat(facts(0, "1 0 8:1 / / rw - ext4 x rw"))
        .isEqualTo(new CgroupFacts(CgroupMode.NONE, Set.of()));
  }

  @Test
  void rootSetsTheControllersOfAllOldHierarchies() {
    new FakeHost(root)
        .folder("/sys/fs/cgroup/memory")
        .folder("/sys/fs/cgroup/cpu")
        .folder("/sys/fs/cgroup/systemd");

    assertThat(facts(0, MEMORY, CPU, SYSTEMD))
        .isEqualTo(new CgroupFacts(CgroupMode.V1, Set.of("memory", "cpu", "cpuacct")));
    assertThat(facts(0, MEMORY, UNIFIED))
        .isEqualTo(new CgroupFacts(CgroupMode.HYBRID, Set.of("memory")));
  }

  @Test
  void aHierarchyThatCantBeWrittenSetsNothing() {
    assertThat(facts(0, MEMORY)).isEqualTo(new CgroupFacts(CgroupMode.V1, Set.of()));
  }

  @Test
  void othersSetTheControllersOfTheirOwnGroups() {
    new FakeHost(root)
        .folder("/sys/fs/cgroup/memory/mine")
        .folder("/sys/fs/cgroup/cpu")
        .file("/proc/self/cgroup", "4:cpu,cpuacct:/absent\n3:memory:/mine\nbad\n0::/\n");

    assertThat(facts(1001, MEMORY, CPU).controllers()).containsExactly("memory");
    new FakeHost(root).file("/proc/self/cgroup", "4:cpu,cpuacct:/\n3:memory:/absent\n");
    assertThat(facts(1001, MEMORY, CPU).controllers()).containsExactly("cpu", "cpuacct");
  }

  @Test
  void rootSetsAllControllersOfTheUnifiedHierarchy() {
    new FakeHost(root).file("/sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n");

    assertThat(facts(0, V2))
        .isEqualTo(new CgroupFacts(CgroupMode.V2, Set.of("cpu", "memory", "pids")));
  }

  /** A group with all files that a user it was delegated to can write. */
  private FakeHost delegated(String group, String controllers, String handedOn, String processes) {
    String folder = "/sys/fs/cgroup" + group;
    return new FakeHost(root)
        .file(folder + "/cgroup.controllers", controllers + "\n")
        .file(folder + "/cgroup.subtree_control", handedOn + "\n")
        .file(folder + "/cgroup.procs", processes);
  }

  private static CgroupFacts below(String parent, String... controllers) {
    return new CgroupFacts(CgroupMode.V2, Set.of(controllers), Optional.of(parent));
  }

  @Test
  void othersSetWhatWasHandedOnToTheirOwnGroup() {
    delegated("", "cpu memory pids", "cpu", "");
    delegated("/user/mine", "memory pids", "pids", "7\n")
        .file("/proc/self/cgroup", "0::/user/mine\n");

    assertThat(facts(1001, V2)).isEqualTo(below("/user/mine", "pids"));
    delegated("/user/mine", "memory pids", "", "7\n");
    assertThat(facts(1001, V2).controllers()).isEmpty();
    new FakeHost(root).file("/proc/self/cgroup", "0::/absent\n");
    assertThat(facts(1001, V2)).isEqualTo(new CgroupFacts(CgroupMode.V2, Set.of()));
  }

  @Test
  void aScopeOfAUsersSystemdIsBelowADelegatedGroup() {
    String app = "/user.slice/user-1001.slice/user@1001.service/app.slice";
    delegated("/user.slice/user-1001.slice/user@1001.service", "cpu memory pids", "memory", "");
    delegated(app, "cpu memory pids", "memory", "");
    delegated(app + "/run-1.scope", "memory", "", "7\n")
        .file("/proc/self/cgroup", "0::" + app + "/run-1.scope\n");

    assertThat(facts(1001, V2)).isEqualTo(below(app, "cpu", "memory", "pids"));
  }

  @Test
  void aGroupWithProcessesHandsOnNoMoreThanItHas() {
    delegated("/user/service", "cpu memory pids", "memory", "8\n");
    delegated("/user/service/own", "memory", "", "7\n")
        .file("/proc/self/cgroup", "0::/user/service/own\n");

    assertThat(facts(1001, V2)).isEqualTo(below("/user/service", "memory"));
  }

  @Test
  void aSessionThatWasNotDelegatedSetsNothingWhateverTheUsersServiceHas() {
    delegated("/user.slice/user-1001.slice/user@1001.service", "cpu memory pids", "memory", "");
    new FakeHost(root)
        .file("/sys/fs/cgroup/user.slice/user-1001.slice/session-3.scope/cgroup.controllers", "")
        .file("/proc/self/cgroup", "0::/user.slice/user-1001.slice/session-3.scope\n");

    assertThat(facts(1001, V2)).isEqualTo(new CgroupFacts(CgroupMode.V2, Set.of()));
  }

  @Test
  void aGroupWhoseMembersAreNotTheUsersIsOfNoUse() {
    new FakeHost(root)
        .file("/sys/fs/cgroup/own/cgroup.controllers", "memory\n")
        .file("/sys/fs/cgroup/own/cgroup.subtree_control", "memory\n")
        .file("/proc/self/cgroup", "0::/own\n");

    assertThat(facts(1001, V2).controllers()).isEmpty();
  }
}
