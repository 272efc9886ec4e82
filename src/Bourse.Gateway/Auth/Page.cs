namespace Bourse.Gateway.Auth;

/// <summary>
/// Marks an endpoint that is no operation of the interface: a page, its script, the description itself.
/// </summary>
internal sealed record Page(Access Access);
