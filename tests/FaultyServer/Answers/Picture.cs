namespace ActorInput.Faults.Answers;

/// <summary>The picture of a game without an emulator: one black pixel.</summary>
internal static class Picture
{
    public const string Base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    public static byte[] Png { get; } = Convert.FromBase64String(Base64);
}
