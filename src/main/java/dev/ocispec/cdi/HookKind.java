package dev.ocispec.cdi;

import dev.ocispec.spec.Hook;
import dev.ocispec.spec.Hooks;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The points of a container's life at which hooks are called, by the name that files give them. */
enum HookKind {
  PRESTART("prestart", Hooks.Builder::addPrestart),
  CREATE_RUNTIME("createRuntime", Hooks.Builder::addCreateRuntime),
  CREATE_CONTAINER("createContainer", Hooks.Builder::addCreateContainer),
  START_CONTAINER("startContainer", Hooks.Builder::addStartContainer),
  POSTSTART("poststart", Hooks.Builder::addPoststart),
  POSTSTOP("poststop", Hooks.Builder::addPoststop);

  private final String text;
  private final BiConsumer<Hooks.Builder, Hook> adder;

  HookKind(String text, BiConsumer<Hooks.Builder, Hook> adder) {
    this.text = text;
    this.adder = adder;
  }

  static Optional<HookKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(kind -> kind.text).collect(Collectors.joining(", "));
  }

  void add(Hooks.Builder hooks, Hook hook) {
    adder.accept(hooks, hook);
  }
}
