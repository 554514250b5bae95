package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as containerd's CRI plugin knows it: what its containers share, and what the sandbox has
 * that keeps it for them. Immutable: methods give changed copies.
 *
 * <pre>{@code
 * Pod pod = Pod.named("web").id(sandboxId).process(4711).cgroupParent("/kubepods/web");
 * Spec sandbox = Presets.criSandbox("2").with(pod.sandbox("registry.k8s.io/pause:3.10")).build();
 * Spec container =
 *     Presets.cri("2").id(id).with(pod.container("server", "docker.io/library/nginx:1")).build();
 * }</pre>
 */
public final class Pod {
  private static final List<LinuxNamespaceType> SHARED =
      List.of(LinuxNamespaceType.NETWORK, LinuxNamespaceType.IPC, LinuxNamespaceType.UTS);

  private final ImmutablePodFacts facts;

  private Pod(ImmutablePodFacts facts) {
    this.facts = facts;
  }

  /**
   * {@return the pod of that name}
   *
   * @param name the name
   */
  public static Pod named(String name) {
    return new Pod(ImmutablePodFacts.builder().name(name).build());
  }

  /**
   * {@return this pod, in that namespace of the cluster; default: {@code default}}
   *
   * @param name the namespace of Kubernetes, not of Linux
   */
  public Pod namespace(String name) {
    return new Pod(facts.withNamespace(name));
  }

  /**
   * {@return this pod, with the id that the cluster gave it; default: empty}
   *
   * @param uid the id
   */
  public Pod uid(String uid) {
    return new Pod(facts.withUid(uid));
  }

  /**
   * {@return this pod, with the id of its sandbox, of which containerd makes the paths of the files
   * that the pod's containers share; default: none, so that there are no such mounts}
   *
   * @param id the id
   */
  public Pod id(String id) {
    return new Pod(facts.withId(id));
  }

  /**
   * {@return this pod, whose sandbox runs as that process, whose namespaces the containers join;
   * default: none, so that containers have namespaces of their own}
   *
   * @param pid the process's id on the host
   */
  public Pod process(long pid) {
    return new Pod(facts.withProcess(pid));
  }

  /**
   * {@return this pod, with that host name; default: none, which means the host's}
   *
   * @param name the host name
   */
  public Pod hostname(String name) {
    return new Pod(facts.withHostname(name));
  }

  /**
   * {@return this pod, with that control group around those of its sandbox and containers; default:
   * {@code /k8s.io}}
   *
   * @param path the path, or a slice of systemd: a path whose last part ends in {@code .slice}
   */
  public Pod cgroupParent(String path) {
    return new Pod(facts.withCgroupParent(path));
  }

  /**
   * {@return this pod, whose network is at that path; default: a new one}
   *
   * @param path the network namespace, for instance {@code /var/run/netns/cni-…}
   */
  public Pod networkNamespace(String path) {
    return new Pod(facts.withNetworkNamespace(path));
  }

  /**
   * {@return this pod, whose containers log into that folder; default: empty}
   *
   * @param path the folder
   */
  public Pod logDirectory(String path) {
    return new Pod(facts.withLogDirectory(path));
  }

  /**
   * {@return that a container is in this pod} Given to {@link Presets#cri}, it does what containerd
   * does; on any other configuration it joins the namespaces of the sandbox and adds the
   * annotations.
   *
   * @param name the container's name in the pod
   * @param image the name of its image
   */
  public ContainerOption container(String name, String image) {
    return new Membership(facts, name, image);
  }

  /**
   * {@return that a container is the sandbox of this pod} Given to {@link Presets#criSandbox}, it
   * does what containerd does; on any other configuration it sets host name, network and
   * annotations.
   *
   * @param image the name of the sandbox's image, which containerd 2 writes down
   */
  public ContainerOption sandbox(String image) {
    return new Sandbox(facts, image);
  }

  /** What the sandbox and the containers of a pod have in common. */
  static Map<String, String> annotations(ImmutablePodFacts pod, String type) {
    return Map.of(
        "io.kubernetes.cri.container-type", type,
        "io.kubernetes.cri.sandbox-id", pod.id().orElse(""),
        "io.kubernetes.cri.sandbox-name", pod.name(),
        "io.kubernetes.cri.sandbox-namespace", pod.namespace(),
        "io.kubernetes.cri.sandbox-uid", pod.uid());
  }

  /** The path of the control group of a container with that id. */
  static String cgroupsPath(Optional<String> parent, String id) {
    String path = parent.orElse("/k8s.io");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.endsWith(".slice") ? last + ":cri-containerd:" + id : path + "/" + id;
  }

  /** That a container is in a pod. */
  record Membership(ImmutablePodFacts pod, String name, String image) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Spec.Builder member = spec.toBuilder();
      annotations(pod, "container").forEach(member::putAnnotation);
      member.putAnnotation("io.kubernetes.cri.container-name", name);
      member.putAnnotation("io.kubernetes.cri.image-name", image);
      for (LinuxNamespaceType type : SHARED) {
        joining(type).ifPresent(path -> join(member, type, path));
      }
      return member.build();
    }

    /** Where the sandbox's namespace of that kind is. */
    Optional<String> joining(LinuxNamespaceType type) {
      String file = type.equals(LinuxNamespaceType.NETWORK) ? "net" : type.toString();
      return pod.process().isEmpty()
          ? Optional.empty()
          : Optional.of("/proc/" + pod.process().getAsLong() + "/ns/" + file);
    }

    private static void join(Spec.Builder spec, LinuxNamespaceType type, String path) {
      spec.linux(linux -> linux.putNamespace(namespace -> namespace.type(type).path(path)));
    }
  }

  /** That a container is a pod's sandbox. */
  record Sandbox(ImmutablePodFacts pod, String image) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Spec.Builder sandbox = spec.toBuilder();
      annotations(pod, "sandbox").forEach(sandbox::putAnnotation);
      sandbox.putAnnotation("io.kubernetes.cri.sandbox-log-directory", pod.logDirectory());
      pod.hostname().ifPresent(sandbox::hostname);
      pod.networkNamespace()
          .ifPresent(
              path ->
                  sandbox.linux(
                      linux ->
                          linux.putNamespace(
                              network -> network.type(LinuxNamespaceType.NETWORK).path(path))));
      return sandbox.build();
    }
  }
}
