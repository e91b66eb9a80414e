-- Two databases, one for each app. Each app's URL names its own.
create database account;
create database desk;
