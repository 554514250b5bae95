package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.DeviceNumber;
import dev.ocispec.host.DeviceOwner;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The groups by which a build may open the devices that it names. */
@Tag("unit")
class DeviceGroupsTest {
  private static BuildRequest naming(String... paths) {
    return Examples.request().constraints(c -> c.availableReadOnlyPaths(paths)).build();
  }

  private static HostFacts with(HostFacts.Builder host, String path, DeviceOwner owner) {
    return host.putDevice(path, new DeviceNumber(LinuxDeviceCgroupType.C, 10, 232))
        .putDeviceOwner(path, owner)
        .build();
  }

  private static List<Long> groups(Sandbox sandbox, BuildRequest request, HostFacts host) {
    return sandbox
        .spec(request, host)
        .process()
        .orElseThrow()
        .user()
        .orElseThrow()
        .additionalGids();
  }

  private static List<String> remarks(Sandbox sandbox, BuildRequest request, HostFacts host) {
    return sandbox.plan(request, host).remarks().stream()
        .filter(remark -> remark.rule().equals("sandbox-device"))
        .map(Finding::toLine)
        .toList();
  }

  @Test
  void rootGivesTheGroupOfADeviceThatIsNamed() {
    HostFacts host = with(Examples.root(), "/dev/kvm", new DeviceOwner(0, 108, 0660));
    Sandbox rootful = Sandbox.standard().rootless(false);

    assertThat(groups(rootful, naming("/dev/kvm"), host)).containsExactly(108L);
    assertThat(remarks(rootful, naming("/dev/kvm"), host)).isEmpty();
    assertThat(groups(rootful, naming("/opt/tools"), host)).isEmpty();
  }

  @Test
  void noGroupIsGivenForADeviceThatEveryoneMayOpen() {
    HostFacts host = with(Examples.root(), "/dev/fuse", new DeviceOwner(0, 108, 0666));

    assertThat(groups(Sandbox.standard(), naming("/dev/fuse"), host)).isEmpty();
    assertThat(remarks(Sandbox.standard(), naming("/dev/fuse"), host)).isEmpty();
    assertThat(remarks(Sandbox.standard().rootless(true), naming("/dev/fuse"), host)).isEmpty();
  }

  @Test
  void rootsGroupIsNeverGiven() {
    HostFacts host = with(Examples.root(), "/dev/loop-control", new DeviceOwner(0, 0, 0660));

    assertThat(groups(Sandbox.standard(), naming("/dev/loop-control"), host)).isEmpty();
    assertThat(remarks(Sandbox.standard(), naming("/dev/loop-control"), host))
        .containsExactly(
            "/constraints/availableReadOnlyPaths/0: the build can't open /dev/loop-control for"
                + " reading and writing: it belongs to 0:0 with mode 0660, and the build is"
                + " 1879149192:1879149192 on the host; name a device itself, and let a group other"
                + " than root's open it [sandbox-device] (should)");
  }

  @Test
  void aFolderOfDevicesGivesNoGroups() {
    HostFacts host =
        with(
            Examples.root().putDeviceOwner("/dev/dri/b", new DeviceOwner(0, 44, 0660)),
            "/dev/dri/a",
            new DeviceOwner(0, 44, 0660));

    assertThat(groups(Sandbox.standard(), naming("/dev/dri"), host)).isEmpty();
    assertThat(remarks(Sandbox.standard(), naming("/dev/dri"), host))
        .singleElement()
        .asString()
        .contains("the build can't open /dev/dri/a and 1 more devices for reading and writing");
  }

  @Test
  void aUserNamespaceHasNoneOfThem() {
    HostFacts host = with(Examples.user(), "/dev/kvm", new DeviceOwner(0, 108, 0660));

    assertThat(groups(Sandbox.standard(), naming("/dev/kvm"), host)).isEmpty();
    assertThat(remarks(Sandbox.standard(), naming("/dev/kvm"), host))
        .containsExactly(
            "/constraints/availableReadOnlyPaths/0: the build can't open /dev/kvm for reading and"
                + " writing: it belongs to 0:108 with mode 0660, and the build is 165535:265535 on"
                + " the host, where a user namespace keeps it from other groups; only rootless runc"
                + " leaves it the caller's [sandbox-device] (should)");
  }
}
