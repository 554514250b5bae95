package dev.ocispec.spec;

import dev.ocispec.spec.internal.PlainInstantiator;
import tools.jackson.databind.annotation.JsonValueInstantiator;

/**
 * Tells a Jackson mapper that lacks the library's module what to do about a type. It stands behind
 * the public types, and not on them, so that none of them shows anything of Jackson's. A
 * deserializer that a module registers goes before.
 */
@JsonValueInstantiator(PlainInstantiator.class)
interface JacksonDefaults {}
