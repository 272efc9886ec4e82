namespace Bourse.Benches.Feeds;

/// <summary>One thing counted in a recording.</summary>
internal sealed record VerifiedCount(string Recording, string What, string Found, string Expected)
{
    public bool IsRight => Found == Expected;
}
