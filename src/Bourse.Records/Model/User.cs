namespace Bourse.Records;

/// <summary>Somebody who may come in. Owns the exchange's accounts named as the user is, and those named "user:…".</summary>
public sealed class User
{
    /// <summary>1 to 24 of a–z, 0–9, '-', '_' and '.'; never changes.</summary>
    public required string Name { get; init; }

    public Role Role { get; set; }

    /// <summary>Null: comes in with keys only. Else a salted PBKDF2 hash with its parameters.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>A user who is not may do nothing, nor may the user's keys and tokens.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Nanoseconds since 1970.</summary>
    public long Created { get; init; }
}
