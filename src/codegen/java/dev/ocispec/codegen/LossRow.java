package dev.ocispec.codegen;

import java.util.Optional;

/**
 * Something in a configuration that not every release defines.
 *
 * @param path where it stands: list indexes as {@code *}, keys of maps as <code>{}</code> unless
 *     the specification reserves them, a listed value after {@code =}
 * @param loss what is lost without it; empty when the schema does not say, so that it is refused
 */
record LossRow(String path, Optional<Loss> loss) {}
