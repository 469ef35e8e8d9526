namespace ActorInput.Host.Tests.Rooms;

/// <summary>One type's use of another, in a signature, an attribute or a body.</summary>
/// <param name="User">Full name of the type that uses the other. What is nested in a type, by hand or by the compiler, counts as that type.</param>
/// <param name="Member">The member that uses it; empty where the type itself does, as a base class or in an attribute.</param>
/// <param name="Used">Full name of the type that is used.</param>
internal sealed record TypeUse(string User, string Member, string Used);
