package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.spec.Hook;
import dev.ocispec.spec.Hooks;
import java.util.List;
import java.util.function.Function;

/**
 * When and where hooks of a kind run.
 *
 * @param kind the member of {@code hooks}
 * @param weight how much it counts that there is one
 * @param where where it runs, and as whom
 * @param when when it runs
 * @param entries the hooks of that kind
 */
public record HookMeaning(
    String kind, Weight weight, String where, String when, Function<Hooks, List<Hook>> entries) {
  private static final String ON_HOST = "on the host with its own privileges";

  private static final List<HookMeaning> ALL =
      List.of(
          new HookMeaning(
              "prestart",
              ISOLATION,
              ON_HOST,
              "after the container's namespaces are made, before its program starts",
              Hooks::prestart),
          new HookMeaning(
              "createRuntime",
              ISOLATION,
              ON_HOST,
              "after the container's namespaces are made, before its root is entered",
              Hooks::createRuntime),
          new HookMeaning(
              "createContainer",
              ISOLATION,
              "with its own privileges, in the container's namespaces but from the host's files",
              "before the container's root is entered",
              Hooks::createContainer),
          new HookMeaning(
              "startContainer",
              NOTABLE,
              "inside the container",
              "right before its program starts",
              Hooks::startContainer),
          new HookMeaning(
              "poststart", ISOLATION, ON_HOST, "after its program has started", Hooks::poststart),
          new HookMeaning(
              "poststop", ISOLATION, ON_HOST, "after the container is deleted", Hooks::poststop));

  /** All kinds in the order in which they run. */
  public static List<HookMeaning> all() {
    return ALL;
  }

  /** What is known of a hook of this kind. */
  public Fact of(Hook hook) {
    // The first argument is the name that the program gets, as in execv(3).
    List<String> args = hook.args().stream().skip(1).map(Words::path).toList();
    return new Fact(
        weight,
        Topic.HOOKS,
        "the runtime runs "
            + Words.path(hook.path())
            + name(hook)
            + (args.isEmpty() ? "" : " " + shortened(String.join(" ", args)))
            + " "
            + where
            + ", "
            + when
            + (hook.timeout().isPresent()
                ? ", for at most " + Words.count(hook.timeout().getAsLong(), "second", "seconds")
                : ""));
  }

  // Programs that do several things choose by the name that they are started under.
  private static String name(Hook hook) {
    String file = hook.path().substring(hook.path().lastIndexOf('/') + 1);
    return hook.args().stream()
        .findFirst()
        .filter(first -> !first.substring(first.lastIndexOf('/') + 1).equals(file))
        .map(first -> " (as " + Words.path(first) + ")")
        .orElse("");
  }

  private static String shortened(String text) {
    return text.length() <= 160 ? text : text.substring(0, 160) + "…";
  }
}
