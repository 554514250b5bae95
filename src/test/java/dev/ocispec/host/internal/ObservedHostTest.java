package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.LocalHost;
import dev.ocispec.rule.HostFile;
import dev.ocispec.rule.HostView;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules are told of a host. */
@Tag("unit")
class ObservedHostTest {
  private static final String V2 =
      "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:26 / /sys/fs/cgroup rw - cgroup2 none rw\n";
  private static final String HYBRID =
      "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:26 / /sys/fs/cgroup/unified rw - cgroup2 none"
          + " rw\n31 22 0:27 / /sys/fs/cgroup/memory rw - cgroup none rw,memory\n";

  @TempDir Path root;

  private HostView host() {
    return new ObservedHost(root);
  }

  @Test
  void theUserIsTheOneWhoRunsThisProcess() {
    FakeHost.usual(root, 1001, 1001);
    assertThat(host().rootless()).hasValue(true);
    FakeHost.usual(root, 0, 0);
    assertThat(host().rootless()).hasValue(false);
  }

  @Test
  void nothingIsClaimedOfAHostThatShowsNothing() {
    assertThat(host().rootless()).isEmpty();
    assertThat(host().cgroupVersion()).isEmpty();
    assertThat(host().cgroupControllers()).isEmpty();
    assertThat(host().read("/proc/filesystems")).isEmpty();
    assertThat(host().namespaceType("/proc/7/ns/net")).isEmpty();
    assertThat(host().file("/a\0b")).isEmpty();
    assertThat(host().namespaceType("/a\0b")).isEmpty();
    assertThat(host().read("/a\0b")).isEmpty();
  }

  @Test
  void controlGroupsOfBothVersionsCountAsTheFirst() {
    FakeHost.usual(root, 0, 0)
        .file("/proc/self/mountinfo", V2)
        .file("/sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
    assertThat(host().cgroupVersion()).hasValue(2);
    assertThat(host().cgroupControllers()).hasValue(Set.of("cpu", "memory"));
    FakeHost.usual(root, 0, 0).file("/proc/self/mountinfo", HYBRID);
    assertThat(host().cgroupVersion()).hasValue(1);
  }

  @Test
  void filesAreToldByWhatTheyAre() throws IOException {
    FakeHost.usual(root, 0, 0).file("/etc/plain", "").program("/bin/sh", true).link("/l", "/no");
    Files.createSymbolicLink(root.resolve("to-etc"), Path.of("etc"));
    try (ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      agent.bind(UnixDomainSocketAddress.of(root.resolve("agent")));
      assertThat(host().file("/agent")).hasValue(HostFile.SOCKET);
    }
    assertThat(host().file("/to-etc")).hasValue(HostFile.DIRECTORY);
    assertThat(host().file("/etc/plain")).hasValue(HostFile.FILE);
    assertThat(host().file("/bin/sh")).hasValue(HostFile.PROGRAM);
    assertThat(host().file("/none")).hasValue(HostFile.NOTHING);
    assertThat(host().file("/l")).hasValue(HostFile.NOTHING);
    assertThat(LocalHost.view().file("/dev/null")).hasValue(HostFile.OTHER);
  }

  @Test
  void namespacesAreToldByLinkOrMount() throws IOException {
    FakeHost.usual(root, 0, 0)
        .file(
            "/proc/self/mountinfo",
            "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
                + "40 22 0:4 net:[4026532000] /run/netns/a rw shared:3 - nsfs nsfs rw\n"
                + "41 22 0:4 / /run/netns/b rw shared:3 - tmpfs tmpfs rw\n")
        .file("/run/netns/a", "")
        .file("/run/netns/b", "");
    Files.createDirectories(root.resolve("proc/7/ns"));
    Files.createSymbolicLink(root.resolve("proc/7/ns/mnt"), Path.of("mnt:[4026531841]"));
    Files.createSymbolicLink(root.resolve("proc/7/ns/pid"), Path.of("pid:[4026531836]"));
    Files.createSymbolicLink(root.resolve("named"), Path.of("run/netns/a"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    assertThat(host().namespaceType("/proc/7/ns/mnt")).hasValue("mount");
    assertThat(host().namespaceType("/proc/7/ns/pid")).hasValue("pid");
    assertThat(host().namespaceType("/run/netns/a")).hasValue("network");
    assertThat(host().namespaceType("/named")).hasValue("network");
    assertThat(host().namespaceType("/run/netns/b")).hasValue("");
    assertThat(host().namespaceType("/loop")).isEmpty();
    assertThat(host().namespaceType("/none")).isEmpty();
  }

  @Test
  void thisMachineIsReadAsItIs() {
    HostView here = LocalHost.view();
    assertThat(here.rootless()).hasValue(!"root".equals(System.getProperty("user.name")));
    assertThat(here.namespaceType("/proc/self/ns/net")).isEqualTo(Optional.of("network"));
    assertThat(here.namespaceType("/etc/passwd")).hasValue("");
    assertThat(here.read("/proc/filesystems").orElseThrow()).contains("nodev\tproc\n");
  }
}
