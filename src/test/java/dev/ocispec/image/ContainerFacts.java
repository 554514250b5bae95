package dev.ocispec.image;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an image decides on in a container's configuration. */
record ContainerFacts(
    List<String> args,
    Map<String, String> env,
    String cwd,
    long uid,
    long gid,
    Set<Long> groups,
    Map<String, String> annotations,
    Set<String> volumes) {

  /** The facts in a configuration; mounts that {@code base} has are no volumes. */
  static ContainerFacts of(Spec spec, List<Mount> base) {
    ContainerProcess process = spec.process().orElseThrow();
    User user = process.user().orElseThrow();
    Map<String, String> env = new TreeMap<>();
    process.env().forEach(entry -> env.put(entry.split("=", 2)[0], entry.split("=", 2)[1]));
    Set<String> volumes = new TreeSet<>();
    spec.mounts().stream()
        .filter(mount -> !base.contains(mount))
        .forEach(mount -> volumes.add(mount.destination()));
    return new ContainerFacts(
        process.args(),
        env,
        process.cwd(),
        user.uid().orElseThrow(),
        user.gid().orElseThrow(),
        new HashSet<>(user.additionalGids()),
        new TreeMap<>(spec.annotations()),
        volumes);
  }

  ContainerFacts withArgs(String... other) {
    return new ContainerFacts(List.of(other), env, cwd, uid, gid, groups, annotations, volumes);
  }

  ContainerFacts withGroups(Set<Long> other) {
    return new ContainerFacts(args, env, cwd, uid, gid, other, annotations, volumes);
  }

  ContainerFacts withAnnotations(Map<String, String> other) {
    return new ContainerFacts(args, env, cwd, uid, gid, groups, other, volumes);
  }

  ContainerFacts withVariable(String name, String value) {
    Map<String, String> other = new TreeMap<>(env);
    other.put(name, value);
    return new ContainerFacts(args, other, cwd, uid, gid, groups, annotations, volumes);
  }

  ContainerFacts withoutVariable(String name) {
    Map<String, String> other = new TreeMap<>(env);
    other.remove(name);
    return new ContainerFacts(args, other, cwd, uid, gid, groups, annotations, volumes);
  }
}
