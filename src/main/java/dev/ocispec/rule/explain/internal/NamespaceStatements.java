package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.NamespaceMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.LinuxNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What it shares with the host and with others, and what it has of its own. */
final class NamespaceStatements {
  private static final String LIST = "/linux/namespaces";

  private NamespaceStatements() {}

  static void add(ContainerView container, Statements to) {
    for (NamespaceMeaning meaning : NamespaceMeaning.all()) {
      if (container.namespace(meaning.type()).isEmpty()) {
        to.add(
            meaning.weightIn(container),
            meaning.topic(),
            LIST,
            "it " + meaning.sharedIn(container));
      }
    }
    List<String> own = new ArrayList<>();
    List<LinuxNamespace> entries = container.namespaces();
    for (int i = 0; i < entries.size(); i++) {
      LinuxNamespace entry = entries.get(i);
      Optional<String> path = ContainerView.joinedPath(entry);
      if (path.isPresent()) {
        joined(container, entry, path.orElseThrow(), LIST + "/" + i, to);
      } else if (entry.type().isKnown()) {
        own.add(entry.type().text());
      } else {
        to.notable(
            Topic.NAMESPACES,
            LIST + "/" + i,
            "it asks for a namespace of the unknown type " + Words.quoted(entry.type().text()));
      }
    }
    List<String> types = own.stream().distinct().toList();
    if (!types.isEmpty()) {
      to.plain(
          Topic.NAMESPACES,
          LIST,
          types.size() == 1
              ? "it has a new " + types.get(0) + " namespace of its own"
              : "it has new namespaces of its own for " + Words.list(types));
    }
    network(container, to);
  }

  private static void joined(
      ContainerView container, LinuxNamespace entry, String path, String pointer, Statements to) {
    String type = entry.type().text();
    Optional<NamespaceMeaning> meaning = NamespaceMeaning.of(type);
    Topic topic = meaning.map(NamespaceMeaning::topic).orElse(Topic.NAMESPACES);
    if (ContainerView.isHostsPath(type, path)) {
      String shown = "it joins " + Words.path(path) + ", so it ";
      meaning.ifPresent(
          m -> to.add(m.weightIn(container), topic, pointer, shown + m.sharedIn(container)));
      return;
    }
    to.notable(
        topic,
        pointer,
        "it joins the "
            + Words.path(type)
            + " namespace at "
            + Words.path(path)
            + meaning.map(m -> ": " + m.joined()).orElse(""));
  }

  private static void network(ContainerView container, Statements to) {
    Map<String, ?> devices =
        container.spec().linux().map(linux -> linux.netDevices()).orElse(Map.of());
    if (container.isNew("network") && devices.isEmpty()) {
      to.plain(
          Topic.NETWORK,
          LIST + "/" + indexOf(container, "network"),
          "its network has nothing but a loopback interface until someone else adds to it");
    }
  }

  private static int indexOf(ContainerView container, String type) {
    List<LinuxNamespace> entries = container.namespaces();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).type().text().equals(type)) {
        return i;
      }
    }
    return 0;
  }
}
