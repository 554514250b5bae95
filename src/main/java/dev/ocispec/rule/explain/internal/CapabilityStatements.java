package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.CapabilityMeaning;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Its powers beyond those of an ordinary user. */
final class CapabilityStatements {
  private static final String SETS = "/process/capabilities";

  // From here on one sentence says more than the list.
  private static final int NEARLY_ALL = 35;

  private final ContainerView container;
  private final Statements to;

  private CapabilityStatements(ContainerView container, Statements to) {
    this.container = container;
    this.to = to;
  }

  static void add(ContainerView container, Statements to) {
    if (container.spec().process().isEmpty()) {
      return;
    }
    CapabilityStatements part = new CapabilityStatements(container, to);
    if (container.capabilities().isEmpty()) {
      part.absent();
    } else {
      part.held();
      part.obtainable();
      part.unknown(container.capabilities().orElseThrow());
    }
    part.newPrivileges();
  }

  private void absent() {
    to.add(
        container.capabilitiesReachHost() ? Weight.ISOLATION : Weight.NOTABLE,
        Topic.CAPABILITIES,
        SETS,
        "it does not say which capabilities it gets: runc from 1.2 on leaves it all that the"
            + " runtime itself has, other runtimes give it none");
  }

  private void held() {
    Set<String> held = new TreeSet<>(container.held());
    // What no kernel knows gives no power, and is told apart.
    held.removeIf(name -> CapabilityMeaning.of(name).isEmpty());
    if (held.isEmpty()) {
      to.plain(Topic.CAPABILITIES, SETS, "it runs without capabilities, as an ordinary user does");
      return;
    }
    if (!container.capabilitiesReachHost()) {
      heldInside(held);
      return;
    }
    if (held.size() >= NEARLY_ALL) {
      to.isolation(
          Topic.CAPABILITIES,
          setOf(held.iterator().next()),
          "it holds "
              + held.size()
              + " capabilities of the host, nearly all there are: what isolates it from the host is"
              + " little more than its view of files and processes");
    }
    List<String> usual = new ArrayList<>();
    for (CapabilityMeaning meaning : CapabilityMeaning.all()) {
      String name = meaning.name();
      if (!held.contains(name)) {
        continue;
      }
      Weight weight = meaning.weightIn(container);
      if (weight == Weight.PLAIN) {
        usual.add(name);
      } else {
        to.add(
            weight,
            Topic.CAPABILITIES,
            place(name),
            "it holds " + name + ": it may " + meaning.permitsIn(container));
      }
    }
    if (!usual.isEmpty()) {
      to.plain(
          Topic.CAPABILITIES,
          setOf(usual.get(0)),
          "it holds "
              + Words.list(usual)
              + (usual.size() == 1 ? ", a power" : ", powers")
              + " over what it can reach anyway");
    }
  }

  private void heldInside(Set<String> names) {
    boolean wide = names.contains("CAP_SYS_ADMIN") || names.contains("CAP_NET_ADMIN");
    to.add(
        wide ? Weight.NOTABLE : Weight.PLAIN,
        Topic.CAPABILITIES,
        setOf(names.iterator().next()),
        "it holds "
            + (names.size() >= NEARLY_ALL
                ? names.size() + " capabilities, nearly all there are"
                : Words.list(List.copyOf(names)))
            + ", but only over what belongs to its user namespace"
            + (wide ? "; they open more of the kernel's code to attack all the same" : ""));
  }

  private void obtainable() {
    Set<String> names = new TreeSet<>(container.obtainable());
    names.removeIf(name -> CapabilityMeaning.of(name).isEmpty());
    if (names.isEmpty()) {
      return;
    }
    boolean heavy =
        names.stream()
            .map(name -> CapabilityMeaning.of(name).orElseThrow())
            .anyMatch(meaning -> meaning.weightIn(container) == Weight.ISOLATION);
    to.add(
        heavy ? Weight.ISOLATION : Weight.PLAIN,
        Topic.CAPABILITIES,
        SETS + "/bounding",
        "it does not hold "
            + Words.list(List.copyOf(names))
            + " itself, but set-user-ID programs and programs with file capabilities can obtain "
            + (names.size() == 1 ? "it" : "them"));
  }

  private void unknown(LinuxCapabilities sets) {
    Set<String> said = new TreeSet<>();
    Map<String, List<Capability>> all =
        Map.of("bounding", sets.bounding(), "permitted", sets.permitted());
    new TreeSet<>(all.keySet())
        .forEach(
            set -> {
              List<Capability> entries = Objects.requireNonNull(all.get(set));
              for (int i = 0; i < entries.size(); i++) {
                String name = entries.get(i).text();
                if (CapabilityMeaning.of(name).isEmpty() && said.add(name)) {
                  to.notable(
                      Topic.CAPABILITIES,
                      SETS + "/" + set + "/" + i,
                      "it asks for the unknown capability "
                          + Words.quoted(name)
                          + ", which runtimes leave out or refuse");
                }
              }
            });
  }

  private void newPrivileges() {
    String pointer = "/process/noNewPrivileges";
    if (container.noNewPrivileges()) {
      to.plain(
          Topic.CAPABILITIES,
          pointer,
          "no program that it starts can gain privileges, set-user-ID programs included");
    } else if (container.isRoot()
        && container.capabilities().isPresent()
        && container.obtainable().isEmpty()) {
      to.plain(
          Topic.CAPABILITIES,
          pointer,
          "set-user-ID bits and file capabilities count, but can give its root no capability that"
              + " it does not hold");
    } else {
      to.notable(
          Topic.CAPABILITIES,
          pointer,
          "programs that it starts can gain privileges: set-user-ID bits and file capabilities"
              + " count");
    }
  }

  /** The set that gives it a capability. */
  private String setOf(String name) {
    String place = place(name);
    return place.substring(0, place.lastIndexOf('/'));
  }

  private String place(String name) {
    LinuxCapabilities sets = container.capabilities().orElseThrow();
    if (!container.isRoot()) {
      return entry("ambient", sets.ambient(), name).orElse(SETS + "/ambient");
    }
    return entry("bounding", sets.bounding(), name)
        .or(() -> entry("inheritable", sets.inheritable(), name))
        .orElse(SETS + "/bounding");
  }

  private static Optional<String> entry(String set, List<Capability> entries, String name) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).text().equals(name)) {
        return Optional.of(SETS + "/" + set + "/" + i);
      }
    }
    return Optional.empty();
  }
}
