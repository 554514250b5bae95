package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kernel parameters: those of the container's own namespaces that their owner may set. */
final class RootlessSysctls {
  private static final JsonPointer MAP = JsonPointer.parse("/linux/sysctl");

  private static final Pattern IPC =
      Pattern.compile(
          "kernel\\.(msg(max|mnb|mni|_next_id)|sem|sem_next_id"
              + "|shm(all|max|mni|_next_id|_rmid_forced))|fs\\.mqueue\\..+");

  /** What there is once for the whole host below {@code net}, and what root keeps there. */
  private static final Pattern OF_THE_HOST =
      Pattern.compile(
          "net\\.core\\.(?!(somaxconn|optmem_max|rps_default_mask|tstamp_allow_data|txrehash)$).*"
              + "|net\\.ipv4\\.((tcp|udp)_mem|tcp_(allowed|available)_.*|tcp_low_latency"
              + "|tcp_max_orphans|(tcp_e|udp_)hash_entries|inet_peer_.*|cipso_.*"
              + "|ipfrag_secret_interval|fib_sync_mem"
              + "|route\\.(error_|gc_|max_size|redirect_).*)"
              + "|net\\.ipv6\\.(route\\..*|calipso_.*|ip6frag_secret_interval|mld_.*)"
              + "|net\\.mptcp\\.available_.*"
              + "|net\\.ipv[46]\\.(neigh\\..*|conf\\..*\\.mc_forwarding)"
              + "|net\\.(netfilter\\.)?nf_conntrack_(max|buckets|expect_max|count)"
              + "|net\\.netfilter\\.nf_log_all_netns");

  private static final String PING = "net.ipv4.ping_group_range";
  private static final Pattern RANGE = Pattern.compile("\\s*([0-9]{1,10})\\s+([0-9]{1,10})\\s*");

  private final IdMappings mappings;
  private final RootlessChanges changes;

  RootlessSysctls(IdMappings mappings, RootlessChanges changes) {
    this.mappings = mappings;
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    Map<String, String> before = spec.linux().orElseThrow().sysctl();
    Map<String, String> after = new LinkedHashMap<>();
    before.forEach(
        (name, value) -> {
          Optional<String> refused = refused(spec, dotted(name));
          if (refused.isPresent()) {
            changes.add(MAP.append(name), "left out: " + refused.get());
          } else {
            (dotted(name).equals(PING) ? pingRange(name, value) : Optional.of(value))
                .ifPresent(kept -> after.put(name, kept));
          }
        });
    return after.equals(before)
        ? spec
        : spec.toBuilder().linux(linux -> linux.sysctl(after)).build();
  }

  /** A name whose first separator is a slash has slashes where others have dots. */
  private static String dotted(String name) {
    int slash = name.indexOf('/');
    int dot = name.indexOf('.');
    if (slash < 0 || dot >= 0 && dot < slash) {
      return name;
    }
    return name.replace('/', '.');
  }

  private static Optional<String> refused(Spec spec, String name) {
    if (IPC.matcher(name).matches()) {
      return owned(spec, LinuxNamespaceType.IPC);
    }
    if (name.equals("kernel.hostname") || name.equals("kernel.domainname")) {
      return Optional.of(
          "only root may set it as a kernel parameter; there is a property of that name");
    }
    if (name.equals("kernel.auto_msgmni")) {
      return Optional.of("runtimes refuse it; the kernel ignores it since Linux 3.19");
    }
    if (!name.startsWith("net.")) {
      return Optional.of("it belongs to no namespace of the container, and only root may set it");
    }
    return OF_THE_HOST.matcher(name).matches()
        ? Optional.of("the network namespace of an ordinary user does not have it")
        : owned(spec, LinuxNamespaceType.NETWORK);
  }

  private static Optional<String> owned(Spec spec, LinuxNamespaceType type) {
    return RootlessNamespaces.areNew(spec, type)
        ? Optional.empty()
        : Optional.of(
            "the container has no " + type + " namespace of its own, and so no right to set it");
  }

  /** The groups that may send pings must have an id in the container, the first and the last. */
  private Optional<String> pingRange(String name, String value) {
    Matcher range = RANGE.matcher(value);
    if (!range.matches()) {
      return Optional.of(value);
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (mappings.coversGid(first) && mappings.coversGid(last)) {
      return Optional.of(value);
    }
    Optional<String> narrowed = narrowed(first, last);
    changes.add(
        MAP.append(name),
        narrowed
            .map(
                text ->
                    "replaced by \"" + text + "\": other groups are not mapped in the container")
            .orElse("left out, so that no group may: none of these is mapped in the container"));
    return narrowed;
  }

  /** The lowest to the highest mapped id of the range. */
  private Optional<String> narrowed(long first, long last) {
    long low = Long.MAX_VALUE;
    long high = -1;
    for (LinuxIdMapping each : mappings.gids()) {
      long from = Math.max(first, each.containerID());
      long to = Math.min(last, each.containerID() + each.size() - 1);
      if (from <= to) {
        low = Math.min(low, from);
        high = Math.max(high, to);
      }
    }
    return high < 0 ? Optional.empty() : Optional.of(low + " " + high);
  }
}
