package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxBlockIO;
import dev.ocispec.spec.LinuxCPU;
import dev.ocispec.spec.LinuxHugepageLimit;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.LinuxThrottleDevice;
import dev.ocispec.spec.Unsigned64;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Its share of processors, disks and the like. */
final class ShareStatements {
  private static final String RESOURCES = "/linux/resources";
  private static final String CPU = RESOURCES + "/cpu";
  private static final String BLOCK = RESOURCES + "/blockIO";

  private final Statements to;

  private ShareStatements(Statements to) {
    this.to = to;
  }

  static void add(ContainerView container, Statements to) {
    Optional<LinuxResources> resources = LimitStatements.resources(container);
    ShareStatements part = new ShareStatements(to);
    Map<String, String> unified = resources.map(LinuxResources::unified).orElse(Map.of());
    part.processors(resources.flatMap(LinuxResources::cpu), unified.containsKey("cpu.max"));
    resources.flatMap(LinuxResources::blockIO).ifPresent(part::disks);
    resources.ifPresent(part::others);
    container.spec().linux().ifPresent(part::cache);
  }

  private void plain(String pointer, String text) {
    to.plain(Topic.RESOURCES, pointer, text);
  }

  private void processors(Optional<LinuxCPU> stated, boolean unified) {
    long quota = stated.map(cpu -> cpu.quota().orElse(-1)).orElse(-1L);
    if (quota > 0) {
      BigInteger period =
          stated
              .flatMap(LinuxCPU::period)
              .map(Unsigned64::toBigInteger)
              .filter(value -> value.signum() > 0)
              .orElse(BigInteger.valueOf(100_000));
      BigInteger hundredths =
          BigInteger.valueOf(quota).multiply(BigInteger.valueOf(100)).divide(period);
      plain(
          CPU + "/quota",
          hundredths.signum() == 0
              ? "it may use less than a hundredth of one processor's time"
              : "it may use the time of "
                  + Words.hundredths(hundredths.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue())
                  + (hundredths.equals(BigInteger.valueOf(100)) ? " processor" : " processors"));
    } else if (!unified) {
      plain(
          CPU + "/quota", "no limit on processor time: it may use all that other processes leave");
    }
    stated.ifPresent(this::details);
  }

  private void details(LinuxCPU cpu) {
    cpu.shares()
        .filter(shares -> !shares.equals(Unsigned64.ZERO))
        .ifPresent(
            shares ->
                plain(
                    CPU + "/shares",
                    "when processors are busy, its weight is "
                        + shares
                        + " (cgroup v1; 1024 is usual)"));
    cpu.cpus()
        .filter(t -> !t.isEmpty())
        .ifPresent(cpus -> plain(CPU + "/cpus", "it runs on the processors " + Words.path(cpus)));
    cpu.mems()
        .filter(t -> !t.isEmpty())
        .ifPresent(
            mems ->
                plain(CPU + "/mems", "its memory comes from the NUMA nodes " + Words.path(mems)));
    if (cpu.realtimeRuntime().orElse(0) > 0) {
      to.notable(
          Topic.RESOURCES,
          CPU + "/realtimeRuntime",
          "its real-time tasks may hold a processor for "
              + cpu.realtimeRuntime().getAsLong()
              + " microseconds in each period");
    }
  }

  private void disks(LinuxBlockIO disks) {
    // Engines write 0 for "not set".
    if (disks.weight().orElse(0) > 0) {
      plain(BLOCK + "/weight", "its weight for disk access is " + disks.weight().getAsInt());
    }
    throttle("throttleReadBpsDevice", "read", "bytes", disks.throttleReadBpsDevice());
    throttle("throttleWriteBpsDevice", "write", "bytes", disks.throttleWriteBpsDevice());
    throttle("throttleReadIOPSDevice", "read", "operations", disks.throttleReadIOPSDevice());
    throttle("throttleWriteIOPSDevice", "write", "operations", disks.throttleWriteIOPSDevice());
  }

  private void throttle(String member, String does, String unit, List<LinuxThrottleDevice> list) {
    for (int i = 0; i < list.size(); i++) {
      LinuxThrottleDevice device = list.get(i);
      plain(
          BLOCK + "/" + member + "/" + i,
          "it may "
              + does
              + " at most "
              + device.rate().orElse(Unsigned64.ZERO)
              + " "
              + unit
              + " a second on the disk "
              + device.major()
              + ":"
              + device.minor());
    }
  }

  private void others(LinuxResources resources) {
    for (int i = 0; i < resources.hugepageLimits().size(); i++) {
      LinuxHugepageLimit limit = resources.hugepageLimits().get(i);
      plain(
          RESOURCES + "/hugepageLimits/" + i,
          "it may use "
              + limit.limit()
              + " bytes in huge pages of "
              + Words.path(limit.pageSize()));
    }
    resources
        .rdma()
        .forEach(
            (device, limit) ->
                plain(
                    RESOURCES + "/rdma/" + JsonPointer.escape(device),
                    "its use of the RDMA device " + Words.path(device) + " is limited"));
    resources
        .network()
        .ifPresent(
            network -> {
              if (network.classID().isPresent()) {
                to.plain(
                    Topic.NETWORK,
                    RESOURCES + "/network/classID",
                    "its packets carry the class " + network.classID().getAsLong());
              }
              for (int i = 0; i < network.priorities().size(); i++) {
                to.plain(
                    Topic.NETWORK,
                    RESOURCES + "/network/priorities/" + i,
                    "its packets on "
                        + Words.path(network.priorities().get(i).name())
                        + " have the priority "
                        + network.priorities().get(i).priority());
              }
            });
  }

  private void cache(Linux linux) {
    linux
        .intelRdt()
        .ifPresent(
            rdt ->
                plain(
                    "/linux/intelRdt",
                    "it belongs to a class of Intel's resource director, which shares out cache and"
                        + " memory bandwidth"));
    linux
        .memoryPolicy()
        .ifPresent(
            policy ->
                plain("/linux/memoryPolicy", "a NUMA policy says where its memory comes from"));
  }
}
