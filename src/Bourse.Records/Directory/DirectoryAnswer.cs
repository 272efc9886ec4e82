namespace Bourse.Records;

/// <summary>What became of a change of users or keys.</summary>
public enum DirectoryAnswer
{
    Done,

    /// <summary>There is a user of that name already.</summary>
    Taken,

    /// <summary>There is no such user or key, or no longer.</summary>
    Unknown,

    /// <summary>As many users, or keys of one user, are there as may be.</summary>
    Full,

    /// <summary>Nobody would be left who may change users.</summary>
    LastAdmin,
}
