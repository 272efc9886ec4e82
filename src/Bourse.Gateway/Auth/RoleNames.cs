using Bourse.Records;

namespace Bourse.Gateway.Auth;

/// <summary>Roles as they are written.</summary>
internal static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Trader => "trader",
        Role.Admin => "admin",
        _ => "none",
    };

    /// <summary><see cref="Role.None"/> where it is none.</summary>
    public static Role Read(string name) => name switch
    {
        "viewer" => Role.Viewer,
        "trader" => Role.Trader,
        "admin" => Role.Admin,
        _ => Role.None,
    };
}
