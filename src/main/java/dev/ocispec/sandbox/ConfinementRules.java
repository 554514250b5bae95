package dev.ocispec.sandbox;

import dev.ocispec.host.Confinement;
import dev.ocispec.host.HostFacts;
import dev.ocispec.spec.LinuxNamespaceType;
import java.util.Set;
import java.util.TreeSet;

/** What becomes of a build where its caller is in a container, or held by something else. */
final class ConfinementRules {
  private ConfinementRules() {}

  /** Whether a build has its own user namespace when nobody says so. */
  static boolean needsUserNamespace(HostFacts host) {
    return host.uid() != 0 || !host.confinement().hasOthers();
  }

  /** Whether the kernel takes the build's root for one of a user namespace, its own or an outer. */
  static boolean isInUserNamespace(PlanContext context) {
    return context.userNamespace() || !context.host().confinement().isInitial();
  }

  /**
   * The ids that a build of root has without its own user namespace: those that nobody has, or
   * where they do not exist the last ones that do, which a container hardly ever gives to anyone.
   */
  static BuildIds unusedIds(HostFacts host) {
    Confinement held = host.confinement();
    long id = IdentityRules.ROOTFUL_ID;
    return new BuildIds(
        held.hasUid(id) ? id : held.lastUid(), held.hasGid(id) ? id : held.lastGid());
  }

  static void check(PlanContext context) {
    Confinement held = context.host().confinement();
    if (!isInUserNamespace(context)) {
      return;
    }
    if (!held.coveredProc().isEmpty()) {
      context
          .findings()
          .refuse(
              SandboxRule.PROC,
              "",
              "the kernel lets nobody mount a new /proc in a user namespace while parts of this one"
                  + " are covered or read-only: "
                  + shown(held.coveredProc()),
              "start the container that this runs in with an uncovered /proc (docker:"
                  + " --security-opt systempaths=unconfined; podman: --security-opt unmask=ALL;"
                  + " Kubernetes: procMount: Unmasked), or build as the machine's root");
    }
    if (held.bundleFlags().contains("noexec")) {
      context
          .findings()
          .refuse(
              SandboxRule.PLACE,
              "",
              "the folder for builds is on a file system that is mounted noexec, which a user"
                  + " namespace can't undo, so the build could run nothing that it makes",
              "choose another folder (--builds, or the address of the service), or mount it with"
                  + " exec");
    }
  }

  /** Of what can be many, the first few. */
  private static String shown(Set<String> covers) {
    int most = 4;
    Set<String> sorted = new TreeSet<>(covers);
    String text = String.join(", ", sorted.stream().limit(most).toList());
    return sorted.size() > most ? text + " and " + (sorted.size() - most) + " more" : text;
  }

  static String namespaceAdvice(HostFacts host, LinuxNamespaceType type, String kernelName) {
    String limit = "allow it on the host (sysctl user.max_" + kernelName + "_namespaces";
    if (!type.equals(LinuxNamespaceType.USER)) {
      return limit + "), or in the container that this runs in";
    }
    return host.confinement().appArmor()
        ? "AppArmor restricts them here: give the runtime a profile with \"userns,\" (in"
            + " /etc/apparmor.d), or lift it with sysctl"
            + " kernel.apparmor_restrict_unprivileged_userns=0"
        : limit
            + ", kernel.unprivileged_userns_clone), or start the container that this runs in with"
            + " a filter of system calls that lets them through (docker: --security-opt"
            + " seccomp=unconfined, or --privileged)";
  }
}
