@echo off
rem Builds the program's archive and installer for Windows into target\installer. installer\build --help
setlocal
cd /d "%~dp0.."
set "SFT_BUILD_JAVA=java.exe"
if defined JAVA_HOME set "SFT_BUILD_JAVA=%JAVA_HOME%\bin\java.exe"
"%SFT_BUILD_JAVA%" installer\Build.java %*
exit /b %ERRORLEVEL%
